const GROUP_LINE = /vrbench-group (\d+)\n/;

/** The number of preamble bytes kept: a forced command may print endlessly. */
const KEPT = 64 * 1024;

/** One output of a supervised command, split at the supervisor's line. */
export interface MarkedOutput {
  /** Receives each chunk as it arrives. */
  readonly take: (chunk: Buffer) => void;
  /** The end of the output before the line: from the login, sudo, or a forced command. */
  readonly preamble: () => string;
  /** Whether the line has arrived: the command is running, or has run. */
  readonly started: () => boolean;
}

/**
 * Splits an output at the supervisor's line.
 * @param onGroup called with the process group's number, once
 * @param onOutput called with the command's own bytes
 */
export const markedOutput = (
  onGroup: (group: number) => void,
  onOutput: (chunk: Buffer) => void,
): MarkedOutput => {
  let before: Buffer = Buffer.alloc(0);
  let started = false;
  return {
    take: (chunk) => {
      if (started) {
        onOutput(chunk);
        return;
      }
      const head = Buffer.concat([before, chunk]);
      const line = GROUP_LINE.exec(head.toString('latin1'));
      if (line === null) {
        before = head.subarray(-KEPT);
        return;
      }
      started = true;
      before = head.subarray(0, line.index);
      const output = head.subarray(line.index + line[0].length);
      onGroup(Number(line[1]));
      if (output.length > 0) onOutput(output);
    },
    preamble: () => before.toString(),
    started: () => started,
  };
};
