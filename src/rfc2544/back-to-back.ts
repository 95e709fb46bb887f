import { sum } from '../model/sum.js';
import type { InvalidReason } from '../model/trial.js';
import { nanoseconds, type Bytes, type Nanoseconds, type Pps } from '../model/units.js';
import { attempt, RETRIES, type Attempt } from './attempt.js';
import { lossFree } from './loss-free.js';
import type { NotApplicable } from './not-applicable.js';
import type { Procedure } from './procedure.js';
import { checkRepeats } from './repeats.js';
import { binarySearch, binarySearchTrials, type Answer } from './search/binary.js';

/** What a back-to-back test looks for, and what it has to know. */
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

/** What the longest bursts without loss tell, over all repeats (RFC 9004 section 6.4). */
export type BackToBackOutcome =
  | {
      readonly state: 'measured';
      /** Frames in the longest burst that lost none, per repeat; 0 where even the shortest lost some. */
      readonly lengths: number[];
      /** The longest burst that could be tried. */
      readonly longestBurst: number;
      /** Repeats in which not even the longest burst tried lost a frame: their length is a lower bound. */
      readonly unbounded: number;
      readonly average: number;
      readonly minimum: number;
      readonly maximum: number;
      readonly standardDeviation: number;
      /** How long the average burst lasts. */
      readonly impliedBufferTime: Nanoseconds;
      /** The same less what was forwarded meanwhile. */
      readonly correctedBufferTime: Nanoseconds;
    }
  | NotApplicable
  /** A burst could not be measured, which says nothing about the DUT. */
  | { readonly state: 'undecided'; readonly burst: number; readonly causes: InvalidReason[] };

export interface BackToBackResult {
  readonly test: 'back-to-back';
  readonly step: number;
  readonly outcome: BackToBackOutcome;
}

type Undecided = Extract<Attempt, { state: 'undecided' }>;

type Lengths = Pick<BackToBackGoal, 'longestBurst' | 'step' | 'repeats'>;

const burstsOf = ({ longestBurst, step }: Lengths): readonly number[] => {
  if (!(Number.isInteger(step) && step >= 1 && step <= longestBurst)) {
    throw new RangeError(`no burst lies between a step of ${step} and ${longestBurst} frames`);
  }
  return Array.from({ length: Math.floor(longestBurst / step) }, (_, index) => (index + 1) * step);
};

/** The longest burst that a buffer holds which let `received` of `burst` frames through. */
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
    unbounded: lengths.filter((length) => length === longestBurst).length,
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
