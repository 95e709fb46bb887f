/** A part of a patch that does not apply to the file. */
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
