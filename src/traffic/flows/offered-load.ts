import { Failure } from '../../model/failure.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { intendedFrames, type TrialRequest } from '../../model/trial.js';

/** What one generator port contributes to a trial. */
export interface PortLoad {
  /** Frames to send; the ports' shares sum to what the trial intends. */
  readonly count: number;
  /** Between the starts of two frames. */
  readonly delay: Nanoseconds;
}

/** pktgen takes this delay for "never send". */
const NEVER = 0x7fffffff;
/** pktgen reads ten digits of a number and silently drops the rest. */
const TEN_DIGITS = 9_999_999_999;

/**
 * An aggregate load shared by `ports` ports: equal rates, counts that differ by one at most.
 * pktgen paces in whole nanoseconds, so only rates of 1e9/n a port exist; the nearest is taken.
 * The delay is never 0: pktgen would then feed the first of several devices alone.
 * @throws Failure for a load too low to be sent
 */
export const shareLoad = (
  trial: Pick<TrialRequest, 'intendedLoad' | 'duration'>,
  ports: number,
): readonly PortLoad[] => {
  const total = intendedFrames(trial);
  const delay = Math.max(1, Math.round((1e9 * ports) / trial.intendedLoad));
  if (total < ports || delay > TEN_DIGITS) {
    throw new Failure({
      attempted: `sharing ${trial.intendedLoad} frames a second among ${ports} ports`,
      got: `a trial of ${trial.duration / 1e9} s is then ${total} frames`,
      remedy: 'raise the load or lengthen the trial',
    });
  }
  return Array.from({ length: ports }, (_, port) => ({
    count: Math.floor(total / ports) + (port < total % ports ? 1 : 0),
    delay: nanoseconds(delay === NEVER ? NEVER - 1 : delay),
  }));
};
