import { Failure } from '../../../model/failure.js';
import {
  commonDefinition,
  definitionOf,
  type BoundedTime,
  type ClockBound,
  type LatencyDefinition,
  type LatencySpan,
} from '../../../model/latency.js';
import type { TrialResult } from '../../../model/trial.js';
import type { Nanoseconds, Pps } from '../../../model/units.js';
import { attempt, RETRIES } from '../../trials/attempt.js';
import type { Procedure, TrialShape } from '../../trials/procedure.js';
import { checkRepeats, repeatedTime } from '../../at-throughput/repeats.js';
import type { LatencyOutcome, LatencyRepeats, LatencyResult } from './result.js';

/** The parameters of a latency test. */
export interface LatencyGoal {
  /** Measured before, at the same frame size. */
  readonly throughput: Pps;
  /** When a frame is tagged, from the start of a trial; RFC 2544 section 26.2 says 60 s. */
  readonly tagAfter: Nanoseconds;
  /** RFC 2544 section 26.2 asks for 20 or more. */
  readonly repeats: number;
}

/**
 * The most trials per repeat asked for: a lost tagged frame does not count as a repeat. At the
 * throughput none should be lost.
 */
const MOST_TRIALS_A_REPEAT = 2;

/** A tagged frame that arrived, the clocks it was timed by, and the span of its time. */
interface TaggedFrame {
  readonly time: BoundedTime;
  readonly clocks: ClockBound;
  readonly span?: LatencySpan | undefined;
}

/**
 * How long the tagged frame took, null if it was lost. @throws Failure if the measurer does not
 * report it
 */
const taggedFrame = ({ latency }: TrialResult): TaggedFrame | null => {
  if (latency?.state === 'measured' && latency.tagged !== undefined) {
    const { tagged, clocks, span } = latency;
    return tagged && { time: tagged, clocks, span };
  }
  throw new Failure({
    attempted: 'measuring the latency of the DUT',
    got: 'the trial does not report the latency of the tagged frame',
    remedy: 'use a generator and a sink that timestamp the tagged frame',
  });
};

/**
 * Latency (RFC 2544 section 26.2): at the throughput, the time that one tagged frame takes, over
 * many repeats. A trial whose tagged frame was lost is followed by another one, up to a limit.
 * @throws RangeError if no frame of the trial is tagged, or nothing is to be repeated
 * @throws Failure if the measurer does not report latencies
 */
export function* latency(
  shape: TrialShape,
  goal: LatencyGoal,
  retries = RETRIES,
): Procedure<LatencyResult> {
  checkRepeats(goal.repeats);
  if (goal.tagAfter >= shape.duration)
    throw new RangeError('a frame must be tagged before its trial ends');
  const { throughput: load, tagAfter, repeats: asked } = goal;
  const limit = mostLatencyTrials(goal);
  const frames: TaggedFrame[] = [];
  const trials: number[] = [];
  while (frames.length < asked && trials.length < limit) {
    const tried = yield* attempt({ ...shape, intendedLoad: load, tagAfter }, retries);
    if (tried.state === 'undecided') {
      const outcome = { state: 'undecided' as const, causes: [...tried.reasons] };
      return { test: 'latency', definition: null, load, outcome };
    }
    const frame = taggedFrame(tried.trial.result);
    if (frame !== null) frames.push(frame);
    trials.push(tried.trial.sequence);
  }
  const measured = frames.length;
  const repeats = { asked, measured, lost: trials.length - measured, limit };
  const definition = definitionFor(frames);
  const outcome = outcomeOf(frames, definition, repeats, trials);
  return { test: 'latency', definition, load, outcome };
}

const outcomeOf = (
  frames: readonly TaggedFrame[],
  definition: LatencyDefinition | null,
  repeats: LatencyRepeats,
  trials: readonly number[],
): LatencyOutcome => {
  const [first] = frames;
  if (first === undefined) return { state: 'lost', repeats };
  const span = frames.find((frame) => definitionOf(frame.span) === definition)?.span;
  return {
    state: 'measured',
    ...averaged(frames),
    clocks: leastKnown(frames, first),
    ...(span && { span }),
    repeats,
    trials,
  };
};

/** The latency definition that fits all times. */
const definitionFor = (frames: readonly TaggedFrame[]): LatencyDefinition | null =>
  frames.length === 0 ? null : commonDefinition(frames.map(({ span }) => definitionOf(span)));

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

/** The most valid trials a latency test takes if tagged frames are lost. */
export const mostLatencyTrials = ({ repeats }: Pick<LatencyGoal, 'repeats'>): number =>
  MOST_TRIALS_A_REPEAT * repeats;
