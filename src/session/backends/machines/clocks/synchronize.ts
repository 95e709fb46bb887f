import { ptp4lOf, type ClockChoice } from '../../../../config/testbed/clocks.js';
import type { Clock } from '../../../../host/clock.js';
import type { Host } from '../../../../host/host.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import { inSeconds, seconds, type Nanoseconds } from '../../../../model/units.js';
import { ptpProblem } from '../../../../traffic/latency/ptp-state.js';
import { readPhc2sys, readPtp } from '../../../../traffic/latency/read-ptp.js';

/** Clocks that did not come within the bound of the testbed. */
export class ClocksNotSynchronized extends PreconditionFailure {}

/** A server waits some 6 s for a better one; a servo takes as long again, and with software stamps longer. */
const SYNCHRONIZATION_TIMEOUT = seconds(180);
/** ptp4l and phc2sys measure so often. */
const TURN = seconds(1);
/** An offset passes through 0 while it is still on its way: so many readings in a row are within the bound. */
const IN_A_ROW = 5;

/** How long clocks are waited for, and by what clock. */
export interface Awaiting {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly timeout?: Nanoseconds | undefined;
}

/**
 * Waits until a question has found no problem several times in a row.
 * @param problemNow why clocks are not together now; undefined where they are
 * @throws ClocksNotSynchronized with the last problem, when the time is over; Interrupted
 */
const untilTogether = async (
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
        got: `not together after ${inSeconds(timeout)} s: ${problem ?? 'not for long enough'}`,
        remedy:
          'check that the interfaces of clocks.ptp4l reach each other, and that no other program steers the clocks (vrbench doctor); or state a bound that this path allows',
      });
    }
    await clock.pause(TURN, signal);
  }
};

/** Who starts the programs of linuxptp on generator and sink. */
export interface Starting {
  readonly generator: () => Promise<void>;
  readonly sink: () => Promise<void>;
}

/**
 * Starts PTP where a testbed has a run do that, and waits until the clocks of generator and sink are within its
 * bound. The generator comes first: its NIC has the time before the sink's follows it.
 * @throws ClocksNotSynchronized, Interrupted, and what starting throws
 */
export const synchronizeClocks = async (
  testers: { readonly generator: Host; readonly sink: Host },
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
    await untilTogether(async () => {
      const found = await readPhc2sys(testers.generator, signal);
      if (found === undefined) return "the generator's phc2sys reported nothing";
      const { offset } = found;
      return Math.abs(offset) <= bound
        ? undefined
        : `the generator's phc2sys reported an offset of ${offset} ns`;
    }, awaiting);
  }
  await start.sink();
  await untilTogether(
    async () => ptpProblem(await readPtp(testers, stamping, signal), bound),
    awaiting,
  );
};
