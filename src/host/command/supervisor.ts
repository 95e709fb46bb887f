import type { Argv } from '../../model/command.js';
import { inSeconds, type Nanoseconds } from '../../model/units.js';

/** From the polite signal to the one that cannot be ignored, in seconds. */
export const KILL_AFTER = 2;

/**
 * Runs a command under coreutils' timeout, which puts it in a process group of its own. The group's
 * number is the first thing it writes, so that a second command can end it: closing an SSH channel
 * ends nothing. `exec` keeps the process number, and timeout ends the group by itself when the
 * controller is gone: that is why a broken pipe must not end it first (programs see the error EPIPE,
 * as in a systemd service). Messages are in the C locale, as they get parsed.
 */
const SUPERVISE = `echo "vrbench-group $$"
trap '' PIPE
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
exec timeout --verbose --kill-after=${KILL_AFTER} "$@"`;

/**
 * Ends a process group: asks, waits, insists. The leader is named too, as it has no group yet in
 * its very first moments. dash takes a group only after `-s`.
 */
const END = `kill -s TERM -- "-$1" 2>/dev/null
kill -s TERM -- "$1" 2>/dev/null
turns=${KILL_AFTER * 20}
while kill -s 0 -- "-$1" 2>/dev/null && [ $turns -gt 0 ]; do
  sleep 0.05
  turns=$((turns - 1))
done
kill -s KILL -- "-$1" 2>/dev/null
exit 0`;

/** The command, ended by its own machine when the deadline passes. */
export const supervised = (argv: Argv, deadline: Nanoseconds): Argv => {
  // timeout takes 0 for "no limit".
  const limit = Math.max(inSeconds(deadline), 0.001).toFixed(3);
  return ['sh', '-c', SUPERVISE, 'sh', limit, ...argv];
};

/** Ends every process of a supervised command's group; takes KILL_AFTER seconds at the most. */
export const endGroup = (group: number): Argv => ['sh', '-c', END, 'sh', String(group)];

/**
 * Whether a supervised command was ended by its deadline. timeout exits with 124, or falls to its
 * own SIGKILL; its message tells that from a command that ended so by itself.
 */
export const endedByDeadline = (exitCode: number, stderr: string): boolean =>
  (exitCode === 124 || exitCode === 137) && /^timeout: sending signal /m.test(stderr);

const GROUP_LINE = /vrbench-group (\d+)\n/;

/**
 * Splits a supervised command's output into the group's number and the command's own bytes. What
 * the login shell's start-up files wrote before is dropped.
 * @returns what to call with each chunk
 */
export const splitGroup = (
  onGroup: (group: number) => void,
  onOutput: (chunk: Buffer) => void,
): ((chunk: Buffer) => void) => {
  let head: Buffer | undefined = Buffer.alloc(0);
  return (chunk) => {
    if (head === undefined) {
      onOutput(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const line = GROUP_LINE.exec(head.toString('latin1'));
    if (line === null) return;
    const output = head.subarray(line.index + line[0].length);
    head = undefined;
    onGroup(Number(line[1]));
    if (output.length > 0) onOutput(output);
  };
};
