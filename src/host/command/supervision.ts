import type { Argv } from '../../model/command.js';
import { nanoseconds, seconds, type Nanoseconds } from '../../model/units.js';
import { outputRoom } from './output-room.js';
import { markedOutput } from './preamble.js';
import { KILL_AFTER, timedOutOnMachine } from './supervisor.js';
import type { Tenure } from './tenure.js';
import { withTimeout, type CutShort } from './timeout.js';
import type { Input, OutputHandlers, Running } from './transport.js';

/** How long after the deadline the machine may take to terminate the command before the controller does. */
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
  /** The lock that is required for it to run. */
  readonly tenure: Tenure | undefined;
}

/** How a supervised command ended. */
export type CommandEnd =
  | {
      readonly state: 'exited';
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  /** The machine ran something else in place of it, or nothing. */
  | { readonly state: 'not-run'; readonly printed: string }
  /** It printed too much, and was terminated. */
  | { readonly state: 'flooded' }
  | CutShort;

/** Starts and terminates processes on a machine. */
export interface ProcessControl {
  /** The command that runs another one, and terminates it when the deadline passes. */
  readonly supervised: (argv: Argv, deadline: Nanoseconds, tenure?: Tenure) => Argv;
  start(argv: Argv, stdin: Input, output: OutputHandlers): Running;
  /** Terminates a process group. Never throws. */
  terminate(group: number): Promise<void>;
}

/**
 * Runs a command to its end, or terminates its whole process group when the deadline passes, the
 * signal fires or it prints too much. A process that has moved to another process group is not reached.
 * @throws what the transport throws if the connection is lost
 */
export const supervise = async (
  processes: ProcessControl,
  command: SupervisedCommand,
): Promise<CommandEnd> => {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let onGroup: (group: number) => void = () => undefined;
  const group = new Promise<number>((resolve) => (onGroup = resolve));
  const output = markedOutput(onGroup, (chunk) => {
    stdout.push(chunk);
    command.onStdout?.(chunk);
  });
  const errors = markedOutput(
    () => undefined,
    (chunk) => stderr.push(chunk),
  );

  const room = outputRoom();
  const running = processes.start(
    processes.supervised(command.argv, command.deadline, command.tenure),
    command.stdin,
    { stdout: room.pass(output.take), stderr: room.pass(errors.take) },
  );
  const limit = nanoseconds(command.deadline + GRACE);
  const flooded = room.exceeded.then(() => 'flooded' as const);
  const over = Promise.race([running.ended, flooded]);
  const waited = await withTimeout(over, limit, command.signal);
  const printed = (): string => errors.preamble() + output.preamble();
  if (waited.state === 'done' && waited.value !== 'flooded') {
    if (!output.started()) return { state: 'not-run', printed: printed() };
    const exitCode = waited.value;
    const messages = Buffer.concat(stderr).toString();
    if (!timedOutOnMachine(exitCode, messages)) {
      return {
        state: 'exited',
        exitCode,
        stdout: Buffer.concat(stdout).toString(),
        stderr: messages,
      };
    }
  }

  // The group's leader may have exited and left children that ignored SIGTERM.
  const exited = running.ended.then(
    () => undefined,
    () => undefined,
  );
  const leader = await withTimeout(Promise.race([group, exited]), END_TIMEOUT);
  if (leader.state === 'done') {
    if (leader.value !== undefined) await processes.terminate(leader.value);
    await withTimeout(exited, END_TIMEOUT);
  }
  running.close();
  if (waited.state === 'aborted') return waited;
  if (!output.started()) return { state: 'not-run', printed: printed() };
  return waited.state === 'done' && waited.value === 'flooded'
    ? { state: 'flooded' }
    : { state: 'timed-out' };
};
