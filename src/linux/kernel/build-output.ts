const ERROR = /\berror\b/i;
/** Lines by which make reports an error that was explained before. */
const PROPAGATED = /^make(\[\d+\])?:|: some warnings being treated as errors$/;

const notBlank = (line: string): boolean => line.trim() !== '';

/** The last error lines of a build's output; if there are none, its last lines. */
export const parseBuildErrors = (text: string, count = 6): readonly string[] => {
  const lines = text.split('\n').filter(notBlank);
  const errors = lines.filter((line) => ERROR.test(line) && !PROPAGATED.test(line));
  return (errors.length > 0 ? errors : lines).slice(-count);
};

/** The last lines of the kernel log, from `dmesg`. */
export const lastKernelMessages = (text: string, count = 6): readonly string[] =>
  text.split('\n').filter(notBlank).slice(-count);

/** A hunk of a patch that does not apply. */
export interface FailedHunk {
  /** Its number within the patch, from 1. */
  readonly hunk: number;
  /** The line of the file where it should apply. */
  readonly line: number;
}

/** The hunks that GNU patch reports as failed. */
export const parseFailedHunks = (text: string): readonly FailedHunk[] =>
  [...text.matchAll(/^Hunk #(\d+) FAILED at (\d+)/gm)].map(([, hunk, line]) => ({
    hunk: Number(hunk),
    line: Number(line),
  }));
