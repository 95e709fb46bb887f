import { Failure } from '../../../model/failure.js';
import type { BoundedTime, ClockBound } from '../../../model/latency.js';
import type { TrialResult } from '../../../model/trial.js';
import type { Nanoseconds, Pps } from '../../../model/units.js';
import { attempt, RETRIES } from '../../trials/attempt.js';
import type { Procedure, TrialShape } from '../../trials/procedure.js';
import { checkRepeats, repeatedTime } from '../../at-throughput/repeats.js';
import type { LatencyOutcome, LatencyResult } from './result.js';

/** The parameters of a latency test. */
export interface LatencyGoal {
  /** Measured before, at the same frame size. */
  readonly throughput: Pps;
  /** When a frame is tagged, from the start of a trial; RFC 2544 section 26.2 says 60 s. */
  readonly tagAfter: Nanoseconds;
  /** RFC 2544 section 26.2 asks for 20 or more. */
  readonly repeats: number;
}

/** A tagged frame that arrived, and the clocks it was timed by. */
interface TaggedFrame {
  readonly time: BoundedTime;
  readonly clocks: ClockBound;
}

/** How long the tagged frame took, null where it was lost. @throws Failure where the measurer does not report it */
const taggedFrame = ({ latency }: TrialResult): TaggedFrame | null => {
  if (latency?.state === 'measured' && latency.tagged !== undefined) {
    const { tagged, clocks } = latency;
    return tagged && { time: tagged, clocks };
  }
  throw new Failure({
    attempted: 'measuring the latency of the DUT',
    got: 'the trial does not report the latency of the tagged frame',
    remedy: 'use a generator and a sink that timestamp the tagged frame',
  });
};

/**
 * Latency (RFC 2544 section 26.2): at the throughput, the time that one tagged frame takes, over
 * many repeats.
 * @throws RangeError where no frame of the trial is tagged, or nothing is to be repeated
 * @throws Failure where the measurer does not report latencies
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
  const frames: TaggedFrame[] = [];
  const trials: number[] = [];
  while (trials.length < repeats) {
    const tried = yield* attempt({ ...shape, intendedLoad: throughput, tagAfter }, retries);
    if (tried.state === 'undecided') return { state: 'undecided', causes: [...tried.reasons] };
    const frame = taggedFrame(tried.trial.result);
    if (frame !== null) frames.push(frame);
    trials.push(tried.trial.sequence);
  }
  const [first] = frames;
  if (first === undefined) return { state: 'lost' };
  const [lost, clocks] = [repeats - frames.length, leastKnown(frames, first)];
  return { state: 'measured', ...averaged(frames), clocks, lost, trials };
}

/** The mean of times that are each between bounds is between the means of the bounds. */
const averaged = (frames: readonly TaggedFrame[]) => {
  const mean = (of: keyof BoundedTime): Nanoseconds =>
    repeatedTime(frames.map(({ time }) => time[of])).average;
  return {
    ...repeatedTime(frames.map(({ time }) => time.value)),
    averageBounds: { atLeast: mean('atLeast'), atMost: mean('atMost') },
  };
};

const leastKnown = (frames: readonly TaggedFrame[], first: TaggedFrame): ClockBound =>
  frames.reduce((worst, { clocks }) => (clocks.bound > worst.bound ? clocks : worst), first.clocks);

/** How many trials a latency test takes when none is invalid. */
export const latencyTrials = ({ repeats }: Pick<LatencyGoal, 'repeats'>): number => repeats;
