import { Failure } from '../../../model/failure.js';
import type { ResetCourse, ResetKind, TrialResult } from '../../../model/trial.js';
import { nanoseconds, type Nanoseconds, type Pps } from '../../../model/units.js';
import { attempt, RETRIES } from '../../trials/attempt.js';
import type { Procedure, TrialShape } from '../../trials/procedure.js';
import { checkRepeats, repeatedTime } from '../../at-throughput/repeats.js';
import type { ResetResult } from './result.js';

/** How the DUT is reset, and under which load. */
export interface ResetGoal {
  readonly kind: ResetKind;
  /** Measured before, at the same frame size: a load of which nothing is lost but by the reset. */
  readonly throughput: Pps;
  /** When the reset is caused, from the start of the trial. */
  readonly after: Nanoseconds;
  readonly repeats: number;
}

/** How the reset went. @throws Failure where the measurer does not report it */
const courseOf = ({ reset }: TrialResult): ResetCourse => {
  if (reset !== undefined) return reset;
  throw new Failure({
    attempted: 'measuring how long a reset keeps the DUT from forwarding',
    got: 'the trial does not report when the DUT was reset',
    remedy: 'use a measurer that can reset the DUT',
  });
};

/**
 * Reset (RFC 2544 section 26.6, RFC 6201): how long a DUT does not forward when it is reset, by the
 * frames that were lost in that time: their number over the rate at which they were offered. That is
 * exact to the time between two frames. As a second method, by time stamps: from
 * the last frame before to the first one after (RFC 6201 section 1.3), where the sink takes times.
 * @throws RangeError where the reset is not inside the trial, or nothing is to be repeated
 */
export function* reset(
  { frameSize, duration }: TrialShape,
  goal: ResetGoal,
  retries = RETRIES,
): Procedure<ResetResult> {
  const { kind, throughput, after, repeats } = goal;
  checkRepeats(repeats);
  if (after >= duration) throw new RangeError('a reset is caused while its trial goes on');
  const request = { frameSize, duration, intendedLoad: throughput, reset: { kind, after } };
  const gap = 1e9 / throughput;
  const times: Nanoseconds[] = [];
  const gaps: Nanoseconds[] = [];
  const trials: number[] = [];
  let lowerBoundOnly = 0;
  while (times.length < repeats) {
    const tried = yield* attempt(request, retries);
    if (tried.state === 'undecided') {
      const causes = [...tried.reasons];
      return { test: 'reset', kind, load: throughput, outcome: { state: 'undecided', causes } };
    }
    const { sequence, result } = tried.trial;
    const { counts, offeredDuration } = result;
    const { finishedAt, longestGap, recovered } = courseOf(result);
    const lost = Math.max(0, counts.offered - counts.receivedBySink);
    const time = nanoseconds(Math.round((lost * offeredDuration) / counts.offered));
    times.push(time);
    if (longestGap !== undefined) gaps.push(longestGap);
    // Counts alone do not show when frames were lost: all frames after the reset may be missing.
    if (!(recovered ?? time < offeredDuration - finishedAt - 2 * gap)) lowerBoundOnly += 1;
    trials.push(sequence);
  }
  const outcome = {
    state: 'measured' as const,
    ...repeatedTime(times),
    lowerBoundOnly,
    ...(gaps.length === repeats && { byTimeStamps: repeatedTime(gaps) }),
    trials,
  };
  return { test: 'reset', kind, load: throughput, outcome };
}

/** How many trials a reset test takes when none is invalid. */
export const resetTrials = ({ repeats }: Pick<ResetGoal, 'repeats'>): number => repeats;
