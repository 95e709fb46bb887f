import { ptp4lOf, type ClockChoice } from '../../../../config/testbed/clocks.js';
import type { Clock } from '../../../../host/clock.js';
import type { Host } from '../../../../host/host.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import { inSeconds, seconds, type Nanoseconds } from '../../../../model/units.js';
import { ptpProblem } from '../../../../traffic/latency/ptp-state.js';
import { readPhc2sys, readPtp } from '../../../../traffic/latency/read-ptp.js';

/** The clock offset did not come within the testbed's bound. */
export class ClocksNotSynchronized extends PreconditionFailure {}

/** ptp4l takes about 6 s to become the time transmitter; its servo as long again, longer with software timestamps. */
const SYNCHRONIZATION_TIMEOUT = seconds(180);
/** The interval at which ptp4l and phc2sys measure. */
const POLL_INTERVAL = seconds(1);
/** Consecutive readings within the bound, as the offset may cross 0 before the servo has settled. */
const IN_A_ROW = 5;

/** How long to wait for the clocks, and by which clock. */
export interface Awaiting {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly timeout?: Nanoseconds | undefined;
}

/**
 * Waits until several consecutive checks have found no problem.
 * @param problemNow why the clocks are not synchronized; undefined if they are
 * @throws ClocksNotSynchronized with the last problem, after the timeout; Interrupted
 */
const untilSynchronized = async (
  problemNow: () => Promise<string | undefined>,
  { clock, signal, timeout = SYNCHRONIZATION_TIMEOUT }: Awaiting,
): Promise<void> => {
  const latest = clock.now() + timeout;
  let inARow = 0;
  for (;;) {
    const problem = await problemNow();
    inARow = problem === undefined ? inARow + 1 : 0;
    if (inARow >= IN_A_ROW) return;
    if (clock.now() >= latest) {
      throw new ClocksNotSynchronized({
        attempted: 'synchronizing the clocks of generator and sink by PTP',
        got: `not synchronized after ${inSeconds(timeout)} s: ${problem ?? 'not for long enough'}`,
        remedy:
          'check that the interfaces of clocks.ptp4l reach each other, and that no other program steers the clocks (vrbench doctor); or set a bound that this path allows',
      });
    }
    await clock.pause(POLL_INTERVAL, signal);
  }
};

/** Start the linuxptp programs on generator and sink. */
export interface Starting {
  readonly generator: () => Promise<void>;
  readonly sink: () => Promise<void>;
}

/** Generator and sink. */
interface Testers {
  readonly generator: Host;
  readonly sink: Host;
}

/**
 * Starts PTP if the testbed asks for it, and waits until the clock offset of generator and sink is within
 * its bound. The generator starts first, as the sink's NIC follows its NIC's clock.
 * @throws ClocksNotSynchronized, Interrupted, and what starting throws
 */
export const synchronizeClocks = async (
  testers: Testers,
  choice: ClockChoice,
  start: Starting,
  awaiting: Awaiting,
): Promise<void> => {
  const ptp4l = ptp4lOf(choice);
  if (choice.type !== 'ptp' || ptp4l === undefined) return;
  const { bound } = choice;
  const { signal } = awaiting;
  const { stamping } = ptp4l;
  await start.generator();
  if (stamping === 'hardware') {
    await untilSynchronized(async () => {
      const found = await readPhc2sys(testers.generator, signal);
      if (found === undefined) return "the generator's phc2sys reported nothing";
      const { offset } = found;
      return Math.abs(offset) <= bound
        ? undefined
        : `the generator's phc2sys reported an offset of ${offset} ns`;
    }, awaiting);
  }
  await start.sink();
  await untilSynchronized(
    async () => ptpProblem(await readPtp(testers, stamping, signal), bound),
    awaiting,
  );
};

/** Nothing is to be started: it runs already. */
const RUNNING: Starting = {
  generator: () => Promise.resolve(),
  sink: () => Promise.resolve(),
};

/** Waits for clocks whose programs run already, such as those of a machine that was set up again. @throws as synchronizeClocks */
export const awaitClocks = (
  testers: Testers,
  choice: ClockChoice,
  awaiting: Awaiting,
): Promise<void> => synchronizeClocks(testers, choice, RUNNING, awaiting);
