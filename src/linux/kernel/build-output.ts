const ERROR = /\berror\b/i;
/** How make passes an error on; the line that explains it came before. */
const PASSED_ON = /^make(\[\d+\])?:|: some warnings being treated as errors$/;

const notBlank = (line: string): boolean => line.trim() !== '';

/** The last lines of a build's output that say why it failed; where none does, the last of all. */
export const parseBuildErrors = (text: string, count = 6): readonly string[] => {
  const lines = text.split('\n').filter(notBlank);
  const errors = lines.filter((line) => ERROR.test(line) && !PASSED_ON.test(line));
  return (errors.length > 0 ? errors : lines).slice(-count);
};

/** The last lines of the kernel log, from `dmesg`. */
export const lastKernelMessages = (text: string, count = 6): readonly string[] =>
  text.split('\n').filter(notBlank).slice(-count);

/** A part of a patch that found no place in the file. */
export interface FailedHunk {
  /** Its number within the patch, from 1. */
  readonly hunk: number;
  /** The line where it was looked for. */
  readonly line: number;
}

/** The hunks that GNU patch could not apply, from what it wrote; empty when it named none. */
export const parseFailedHunks = (text: string): readonly FailedHunk[] =>
  [...text.matchAll(/^Hunk #(\d+) FAILED at (\d+)/gm)].map(([, hunk, line]) => ({
    hunk: Number(hunk),
    line: Number(line),
  }));
