import type { ResetKind } from '../../../model/trial.js';
import { nanoseconds, type Nanoseconds, type Pps } from '../../../model/units.js';
import { attempt, RETRIES } from '../../trials/attempt.js';
import type { Procedure, TrialShape } from '../../trials/procedure.js';
import { checkRepeats, repeatedTime } from '../../at-throughput/repeats.js';
import { courseOf, resetTimeOf, type ResetTime } from './reset-time.js';
import type { ResetResult } from './result.js';

/** How the DUT is reset, and under which load. */
export interface ResetGoal {
  readonly kind: ResetKind;
  /** Measured before, at the same frame size: a load that loses frames only because of the reset. */
  readonly throughput: Pps;
  /** When the DUT is reset, from the start of the trial. */
  readonly after: Nanoseconds;
  readonly repeats: number;
}

/**
 * Reset (RFC 2544 section 26.6, RFC 6201): how long a reset interrupts forwarding, by the number of
 * frames lost over the rate at which they were offered. That is accurate to the time between two
 * frames. The second method is by timestamps, if the sink takes them: from the last frame before to
 * the first one after (RFC 6201 section 1.3). A DUT that restarts may take the generator's link
 * down with it: then timestamps come first.
 * @throws RangeError if the reset is not within the trial, or nothing is to be repeated
 */
export function* reset(
  { frameSize, duration }: TrialShape,
  goal: ResetGoal,
  retries = RETRIES,
): Procedure<ResetResult> {
  const { kind, throughput, after, repeats } = goal;
  checkRepeats(repeats);
  if (after >= duration) throw new RangeError('a reset must come before its trial ends');
  const request = { frameSize, duration, intendedLoad: throughput, reset: { kind, after } };
  const times: ResetTime[] = [];
  const gaps: Nanoseconds[] = [];
  const trials: number[] = [];
  while (times.length < repeats) {
    const tried = yield* attempt(request, retries);
    if (tried.state === 'undecided') {
      const causes = [...tried.reasons];
      return { test: 'reset', kind, load: throughput, outcome: { state: 'undecided', causes } };
    }
    const { sequence, result } = tried.trial;
    const { longestGap } = courseOf(result);
    times.push(resetTimeOf(result));
    if (longestGap !== undefined) gaps.push(longestGap);
    trials.push(sequence);
  }
  const outcome = {
    state: 'measured' as const,
    ...repeatedTime(times.map(({ time }) => time)),
    lowerBoundOnly: times.filter(({ lowerBoundOnly }) => lowerBoundOnly).length,
    interrupted: times.filter(({ interrupted }) => interrupted).length,
    accuracy: nanoseconds(Math.ceil(Math.max(...times.map(({ accuracy }) => accuracy)))),
    ...(gaps.length === repeats && { byTimeStamps: repeatedTime(gaps) }),
    trials,
  };
  return { test: 'reset', kind, load: throughput, outcome };
}

/** How many trials a reset test takes when none is invalid. */
export const resetTrials = ({ repeats }: Pick<ResetGoal, 'repeats'>): number => repeats;
