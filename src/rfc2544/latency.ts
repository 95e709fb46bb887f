import { Failure } from '../model/failure.js';
import type { InvalidReason, TrialResult } from '../model/trial.js';
import type { Nanoseconds, Pps } from '../model/units.js';
import { attempt, RETRIES } from './attempt.js';
import type { Procedure, TrialShape } from './procedure.js';
import { checkRepeats, repeatedTime, type RepeatedTime } from './repeats.js';

/** What a latency test has to know. */
export interface LatencyGoal {
  /** Measured before, at the same frame size. */
  readonly throughput: Pps;
  /** When a frame is tagged, from the start of a trial; RFC 2544 section 26.2 says 60 s. */
  readonly tagAfter: Nanoseconds;
  /** RFC 2544 section 26.2 asks for 20 or more. */
  readonly repeats: number;
}

/** How long the tagged frames took. */
export type LatencyOutcome =
  | (RepeatedTime & {
      readonly state: 'measured';
      /** Repeats whose tagged frame was lost: they have no time. */
      readonly lost: number;
      /** Sequence numbers, one for each repeat. */
      readonly trials: number[];
    })
  /** Every tagged frame was lost. */
  | { readonly state: 'lost' }
  /** A trial could not be made, which says nothing about the DUT. */
  | { readonly state: 'undecided'; readonly causes: InvalidReason[] };

export interface LatencyResult {
  readonly test: 'latency';
  /** Of RFC 1242 section 3.8: from the last bit in to the first bit out. */
  readonly definition: 'store-and-forward';
  readonly load: Pps;
  readonly outcome: LatencyOutcome;
}

/** How long the tagged frame took, null where it was lost. @throws Failure where the measurer cannot tell */
const latencyOf = ({ latency }: TrialResult): Nanoseconds | null => {
  if (latency !== undefined) return latency;
  throw new Failure({
    attempted: 'measuring the latency of the DUT',
    got: 'a trial that does not tell how long the tagged frame took',
    remedy: 'use a generator and a sink that know tagged frames and stamp their times',
  });
};

/**
 * Latency (RFC 2544 section 26.2): at the throughput, the time that one tagged frame takes, over
 * many repeats.
 * @throws RangeError where no frame of the trial is tagged, or nothing is to be repeated
 * @throws Failure where the measurer does not tell how long frames took
 */
export function* latency(
  shape: TrialShape,
  goal: LatencyGoal,
  retries = RETRIES,
): Procedure<LatencyResult> {
  checkRepeats(goal.repeats);
  if (goal.tagAfter >= shape.duration) throw new RangeError('a tag comes while its trial goes on');
  const outcome = yield* outcomeOf(shape, goal, retries);
  return { test: 'latency', definition: 'store-and-forward', load: goal.throughput, outcome };
}

function* outcomeOf(
  shape: TrialShape,
  { throughput, tagAfter, repeats }: LatencyGoal,
  retries: number,
): Procedure<LatencyOutcome> {
  const times: Nanoseconds[] = [];
  const trials: number[] = [];
  while (trials.length < repeats) {
    const tried = yield* attempt({ ...shape, intendedLoad: throughput, tagAfter }, retries);
    if (tried.state === 'undecided') return { state: 'undecided', causes: [...tried.reasons] };
    const time = latencyOf(tried.trial.result);
    if (time !== null) times.push(time);
    trials.push(tried.trial.sequence);
  }
  if (times.length === 0) return { state: 'lost' };
  return { state: 'measured', ...repeatedTime(times), lost: repeats - times.length, trials };
}

/** How many trials a latency test takes when none is invalid. */
export const latencyTrials = ({ repeats }: LatencyGoal): number => repeats;
