import type { Clock } from '../../host/clock.js';
import { PreconditionFailure } from '../../model/failure.js';
import { percent } from '../../model/numbers/percent.js';
import { inSeconds, seconds } from '../../model/units.js';
import { usedByOthers } from './lab-processors.js';
import type { ProcessorSample } from './sample.js';

/** What other programs may use of one processor. */
const QUIET = 0.1;
const INTERVAL = seconds(1);
/** How long it may take until they do. */
const TIMEOUT = seconds(60);

/** What to do about a computer that has other work. */
export const BUSY_REMEDY =
  'end what else runs here (top shows it) and try again; figures of the deterministic lab do not depend on the computer: vrbench run -t deterministic-lab deterministic-case-2';

/**
 * Waits until programs other than the lab and vrbench take little of this computer.
 * @throws PreconditionFailure if it still has after a minute; Interrupted
 */
export const awaitQuiet = async (
  sample: () => Promise<ProcessorSample>,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> => {
  const latest = clock.now() + TIMEOUT;
  let before = await sample();
  for (;;) {
    await clock.pause(INTERVAL, signal);
    const after = await sample();
    const used = usedByOthers(before, after) / (after.at - before.at);
    if (used <= QUIET) return;
    if (clock.now() >= latest) {
      throw new PreconditionFailure({
        attempted:
          "waiting for other programs of this computer, which took processor time of the lab's machines",
        got:
          `after ${inSeconds(TIMEOUT)} s other programs still use ${percent(Math.round(used * 100) / 100)} ` +
          `of a processor; the limit is ${percent(QUIET)}`,
        remedy: BUSY_REMEDY,
      });
    }
    before = after;
  }
};
