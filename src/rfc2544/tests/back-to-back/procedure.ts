import { sum } from '../../../model/numbers/sum.js';
import { nanoseconds, type Bytes, type Pps } from '../../../model/units.js';
import { attempt, RETRIES, type Attempt } from '../../trials/attempt.js';
import { lossFree } from '../../trials/loss-free.js';
import type { BackToBackOutcome, BackToBackResult } from './result.js';
import type { Procedure } from '../../trials/procedure.js';
import { checkRepeats } from '../../at-throughput/repeats.js';
import { binarySearch, binarySearchTrials, type Answer } from '../../search/binary.js';

/** The parameters of a back-to-back test. */
export interface BackToBackGoal {
  /** The media's maximum frame rate at the frame size: frames follow each other at the smallest gap. */
  readonly frameRate: Pps;
  /** Measured before, at the same frame size (RFC 9004 section 5). */
  readonly throughput: Pps;
  /** The longest burst to try, in frames. */
  readonly longestBurst: number;
  /** How exact the length is to be, in frames. */
  readonly step: number;
  /** RFC 2544 section 26.4 asks for 50 or more. */
  readonly repeats: number;
}

type Undecided = Extract<Attempt, { state: 'undecided' }>;

type Lengths = Pick<BackToBackGoal, 'longestBurst' | 'step' | 'repeats'>;

const burstsOf = ({ longestBurst, step }: Lengths): readonly number[] => {
  if (!(Number.isInteger(step) && step >= 1 && step <= longestBurst)) {
    throw new RangeError(`no burst lies between a step of ${step} and ${longestBurst} frames`);
  }
  return Array.from({ length: Math.floor(longestBurst / step) }, (_, index) => (index + 1) * step);
};

/** The longest burst that fits a buffer which forwarded `received` of `burst` frames. */
const expectedBurst = (goal: BackToBackGoal, burst: number, received: number): number => {
  const forwarded = goal.throughput / goal.frameRate;
  return Math.floor((received - forwarded * burst) / (1 - forwarded));
};

/** One repeat: the longest burst without loss, or the burst that could not be measured. */
function* longestBurst(
  frameSize: Bytes,
  goal: BackToBackGoal,
  bursts: readonly number[],
  startAt: number | undefined,
  retries: number,
): Procedure<number | { burst: number; attempt: Undecided }> {
  const search = binarySearch(bursts, { startAt });
  let step = search.next();
  while (step.done !== true) {
    const burst = step.value;
    const duration = nanoseconds(Math.ceil((burst * 1e9) / goal.frameRate));
    const request = { frameSize, intendedLoad: goal.frameRate, duration };
    const tried = yield* attempt(request, retries);
    if (tried.state === 'undecided') return { burst, attempt: tried };
    const { result } = tried.trial;
    const answer: Answer = {
      passed: lossFree(result),
      estimate: expectedBurst(goal, burst, result.counts.receivedBySink),
    };
    step = search.next(answer);
  }
  return bursts[step.value.lower] ?? 0;
}

const outcomeOf = (
  goal: BackToBackGoal,
  longestBurst: number,
  lengths: number[],
): BackToBackOutcome => {
  const average = sum(lengths) / lengths.length;
  const squares = sum(lengths.map((length) => (length - average) ** 2));
  const implied = (average * 1e9) / goal.frameRate;
  return {
    state: 'measured',
    lengths,
    longestBurst,
    lowerBoundOnly: lengths.filter((length) => length === longestBurst).length,
    average,
    minimum: Math.min(...lengths),
    maximum: Math.max(...lengths),
    standardDeviation: Math.sqrt(squares / Math.max(1, lengths.length - 1)),
    impliedBufferTime: nanoseconds(Math.round(implied)),
    correctedBufferTime: nanoseconds(Math.round(implied * (1 - goal.throughput / goal.frameRate))),
  };
};

/**
 * Back-to-back frames (RFC 2544 section 26.4, RFC 9004): the longest burst at the smallest gap that
 * loses no frame, and the buffer that it implies. Between bursts the measurer waits for residual
 * frames as after any trial, which makes up the 2 s that RFC 2544 asks for.
 * @throws RangeError where no burst length lies in the range, or nothing is to be repeated
 */
export function* backToBack(
  frameSize: Bytes,
  goal: BackToBackGoal,
  retries = RETRIES,
): Procedure<BackToBackResult> {
  const { step, repeats, throughput, frameRate } = goal;
  checkRepeats(repeats);
  const bursts = burstsOf(goal);
  if (throughput >= frameRate) {
    const reason = 'the throughput is the frame rate: no buffer fills';
    return { test: 'back-to-back', step, outcome: { state: 'not-applicable', reason } };
  }
  const lengths: number[] = [];
  while (lengths.length < repeats) {
    const found = yield* longestBurst(frameSize, goal, bursts, lengths.at(-1), retries);
    if (typeof found !== 'number') {
      const { burst, attempt: failed } = found;
      const causes = [...failed.reasons];
      return { test: 'back-to-back', step, outcome: { state: 'undecided', burst, causes } };
    }
    lengths.push(found);
  }
  return { test: 'back-to-back', step, outcome: outcomeOf(goal, bursts.at(-1) ?? 0, lengths) };
}

/** The most trials a back-to-back test takes when none is invalid. */
export const backToBackTrials = (goal: Lengths): number =>
  goal.repeats * binarySearchTrials(burstsOf(goal).length);
