import type { Argv } from '../../model/command.js';
import { inSeconds, type Nanoseconds } from '../../model/units.js';
import { WITHIN_TENURE, type Tenure } from './tenure.js';

/** Seconds between SIGTERM and SIGKILL. */
export const KILL_AFTER = 2;

/** Writes the process group's number on both outputs. */
export const GROUP_MARK = `echo "vrbench-group $$"
echo "vrbench-group $$" >&2`;
/** Timeout's message when it terminates a command, to which it adds the signal. */
export const SIGNALLED = 'timeout: sending signal ';

/**
 * Runs a command under coreutils' timeout, which puts it in its own process group. The group's
 * number is written first, so that a second command can terminate it: closing an SSH channel
 * terminates nothing. It is written to both outputs, as anything before it is not the command's, but from
 * a login shell's start-up files or sudo. `exec` keeps the process number. timeout terminates
 * the group even when the controller is gone, so a broken pipe must not kill it first (programs get
 * EPIPE instead, as in a systemd service). Messages are in the C locale because they are parsed.
 */
const SUPERVISE = `${WITHIN_TENURE}
${GROUP_MARK}
trap '' PIPE
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
exec timeout --verbose --kill-after=${KILL_AFTER} "$@"`;

/**
 * Terminates a process group: SIGTERM, a wait, SIGKILL. The leader is signalled by its own number
 * too, as at first it has no group yet. In this form dash, bash and busybox accept a group.
 */
const TERMINATE = `kill -TERM "-$1" 2>/dev/null
kill -TERM "$1" 2>/dev/null
turns=${KILL_AFTER * 20}
while kill -0 "-$1" 2>/dev/null && [ $turns -gt 0 ]; do
  sleep 0.05
  turns=$((turns - 1))
done
kill -KILL "-$1" 2>/dev/null
exit 0`;

/**
 * The command, which its machine terminates at the deadline.
 * @param tenure the lock that is required for it to run; absent if it needs none
 */
export const supervised = (argv: Argv, deadline: Nanoseconds, tenure?: Tenure): Argv => {
  // timeout takes 0 as "no limit".
  const limit = Math.max(inSeconds(deadline), 0.001).toFixed(3);
  return ['sh', '-c', SUPERVISE, 'sh', tenure ?? '', limit, ...argv];
};

/** Terminates every process of a supervised command's group within KILL_AFTER seconds. */
export const terminateGroup = (group: number): Argv => ['sh', '-c', TERMINATE, 'sh', String(group)];

/** The exit codes of timeout for a command that it terminated; that of uutils is 125. */
const TERMINATED: readonly number[] = [124, 125];
/** timeout prefixes its message with the name it was called by. */
const SIGNALLED_LINE = new RegExp(`^\\S*${SIGNALLED}`, 'm');
/** The exit code of timeout after its own SIGKILL. */
const KILLED = 137;

/**
 * Whether timeout terminated a supervised command. Its message distinguishes that from a command
 * that itself exited with such a code.
 */
export const timedOutOnMachine = (exitCode: number, stderr: string): boolean =>
  [...TERMINATED, KILLED].includes(exitCode) && SIGNALLED_LINE.test(stderr);
