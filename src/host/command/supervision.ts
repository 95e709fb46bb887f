import type { Argv } from '../../model/command.js';
import { nanoseconds, seconds, type Nanoseconds } from '../../model/units.js';
import { KILL_AFTER, splitGroup, timedOutOnMachine } from './supervisor.js';
import { withTimeout, type CutShort } from './timeout.js';
import type { Input, OutputHandlers, Running } from './transport.js';

/** How long past the deadline the machine has to terminate the command before the controller does. */
const GRACE = seconds(KILL_AFTER + 3);
/** How long to wait for a command to be terminated: the machine may have stopped responding. */
export const END_TIMEOUT = seconds(10);

/** A command with the limits it runs under. */
export interface SupervisedCommand {
  readonly argv: Argv;
  readonly stdin: Input;
  /** Called with its standard output as it arrives. */
  readonly onStdout?: ((chunk: Buffer) => void) | undefined;
  readonly deadline: Nanoseconds;
  readonly signal: AbortSignal | undefined;
}

/** How a supervised command ended. */
export type CommandEnd =
  | {
      readonly state: 'exited';
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | CutShort;

/** Starts and terminates processes on a machine. */
export interface ProcessControl {
  /** The command that runs another one, and terminates it when the deadline passes. */
  readonly supervised: (argv: Argv, deadline: Nanoseconds) => Argv;
  start(argv: Argv, stdin: Input, output: OutputHandlers): Running;
  /** Terminates a process group. Never throws. */
  terminate(group: number): Promise<void>;
}

/**
 * Runs a command to its end, or terminates its whole process group when the deadline passes or the
 * signal fires. A process that has moved to a group of its own is not reached.
 * @throws what the transport throws where the connection broke
 */
export const supervise = async (
  processes: ProcessControl,
  command: SupervisedCommand,
): Promise<CommandEnd> => {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let onGroup: (group: number) => void = () => undefined;
  const group = new Promise<number>((resolve) => (onGroup = resolve));

  const running = processes.start(
    processes.supervised(command.argv, command.deadline),
    command.stdin,
    {
      stdout: splitGroup(onGroup, (chunk) => {
        stdout.push(chunk);
        command.onStdout?.(chunk);
      }),
      stderr: (chunk) => stderr.push(chunk),
    },
  );
  const limit = nanoseconds(command.deadline + GRACE);
  const waited = await withTimeout(running.ended, limit, command.signal);
  if (waited.state === 'done') {
    const exitCode = waited.value;
    const errors = Buffer.concat(stderr).toString();
    if (!timedOutOnMachine(exitCode, errors)) {
      return {
        state: 'exited',
        exitCode,
        stdout: Buffer.concat(stdout).toString(),
        stderr: errors,
      };
    }
  }

  // The group's leader may have exited and left children that ignored SIGTERM.
  const exited = running.ended.then(
    () => undefined,
    () => undefined,
  );
  const leader = await withTimeout(Promise.race([group, exited]), END_TIMEOUT);
  if (leader.state === 'done' && leader.value !== undefined)
    await processes.terminate(leader.value);
  await withTimeout(exited, END_TIMEOUT);
  running.close();
  return { state: waited.state === 'done' ? 'timed-out' : waited.state };
};
