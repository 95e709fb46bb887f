import { hasFigures } from '../../../model/trial.js';
import { pps, type Bytes, type Nanoseconds, type Pps } from '../../../model/units.js';
import type { Procedure } from '../../trials/procedure.js';
import type { DropReasonsResult } from './result.js';

/** The parameters of a diagnosis. */
export interface DropReasonsGoal {
  /** The media's maximum frame rate at the frame size. */
  readonly frameRate: Pps;
  /** Measured before, or given. */
  readonly throughput: Pps;
  /** The load as a multiple of it. */
  readonly overload: number;
  readonly duration: Nanoseconds;
}

/** A multiple of the throughput, at most the media's frame rate. */
export const overloadOf = ({
  throughput,
  overload,
  frameRate,
}: Pick<DropReasonsGoal, 'throughput' | 'overload' | 'frameRate'>): Pps =>
  pps(Math.min(throughput * overload, frameRate));

/**
 * One trial above the throughput, in which the kernel's reasons for dropping frames are traced. It
 * is run once: even an invalid trial shows the reasons, and none of its figures is used.
 */
export function* dropReasons(
  frameSize: Bytes,
  goal: DropReasonsGoal,
): Procedure<DropReasonsResult> {
  const load = overloadOf(goal);
  const { duration } = goal;
  const { sequence, result } = yield { frameSize, intendedLoad: load, duration, diagnosis: true };
  return {
    test: 'drop-reasons',
    load,
    outcome: hasFigures(result)
      ? { state: 'made', trial: sequence }
      : { state: 'undecided', causes: [...result.validity.reasons] },
  };
}
