import type { Argv } from '../../model/command.js';
import { nanoseconds, seconds, type Nanoseconds } from '../../model/units.js';
import { withTimeout, type CutShort } from './timeout.js';
import { endedByDeadline, KILL_AFTER, splitGroup, supervised } from './supervisor.js';
import type { Input, OutputHandlers, Running } from './transport.js';

/** What the machine gets beyond a deadline to end the command itself, before we do. */
const GRACE = seconds(KILL_AFTER + 3);
/** How long to wait for an end that was asked for: a machine may have stopped answering. */
export const PATIENCE = seconds(10);

/** A command that is to be supervised. */
export interface Task {
  readonly argv: Argv;
  readonly stdin: Input;
  /** Told what it writes to its standard output, as it comes. */
  readonly hear?: ((chunk: Buffer) => void) | undefined;
  readonly deadline: Nanoseconds;
  readonly signal: AbortSignal | undefined;
}

/** How a supervised command came to its end. */
export type Verdict =
  | {
      readonly state: 'ended';
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | CutShort;

/** The two things supervision does to a machine. */
export interface ProcessControl {
  start(argv: Argv, stdin: Input, output: OutputHandlers): Running;
  /** Ends a process group. Never throws. */
  end(group: number): Promise<void>;
}

/**
 * Runs a command to its end, or ends it with all of its process group when the deadline passes or
 * the signal fires. A process that left the group for one of its own is out of reach.
 * @throws what the transport throws where the connection broke
 */
export const supervise = async (hands: ProcessControl, task: Task): Promise<Verdict> => {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let onGroup: (group: number) => void = () => undefined;
  const group = new Promise<number>((resolve) => (onGroup = resolve));

  const running = hands.start(supervised(task.argv, task.deadline), task.stdin, {
    stdout: splitGroup(onGroup, (chunk) => {
      stdout.push(chunk);
      task.hear?.(chunk);
    }),
    stderr: (chunk) => stderr.push(chunk),
  });
  const limit = nanoseconds(task.deadline + GRACE);
  const awaited = await withTimeout(running.ended, limit, task.signal);
  if (awaited.state === 'done') {
    const exitCode = awaited.value;
    const errors = Buffer.concat(stderr).toString();
    if (!endedByDeadline(exitCode, errors)) {
      return { state: 'ended', exitCode, stdout: Buffer.concat(stdout).toString(), stderr: errors };
    }
  }

  // The leader may be gone already and have left children that ignored the polite signal.
  const gone = running.ended.then(
    () => undefined,
    () => undefined,
  );
  const leader = await withTimeout(Promise.race([group, gone]), PATIENCE);
  if (leader.state === 'done' && leader.value !== undefined) await hands.end(leader.value);
  await withTimeout(gone, PATIENCE);
  running.close();
  return { state: awaited.state === 'done' ? 'overdue' : awaited.state };
};
