import { sum } from '../../../model/numbers/sum.js';
import { nanoseconds, type Bytes, type Pps } from '../../../model/units.js';
import { offeredLoad, type InvalidReason, type TrialResult } from '../../../model/trial.js';
import { attempt, RETRIES } from '../../trials/attempt.js';
import { isFullRate, USUAL_TOLERANCE } from '../../../model/network/offering.js';
import { lossFree } from '../../trials/loss-free.js';
import type { BackToBackOutcome, BackToBackResult } from './result.js';
import type { Procedure } from '../../trials/procedure.js';
import { checkRepeats } from '../../at-throughput/repeats.js';
import { binarySearch, binarySearchTrials } from '../../search/binary.js';

/** The parameters of a back-to-back test. */
export interface BackToBackGoal {
  /**
   * The media's maximum frame rate at the frame size: frames follow each other at the minimum
   * interframe gap.
   */
  readonly frameRate: Pps;
  /** Measured before, at the same frame size (RFC 9004 section 5). */
  readonly throughput: Pps;
  /** The longest burst to try, in frames. */
  readonly longestBurst: number;
  /** Resolution of the burst length, in frames. */
  readonly step: number;
  /** RFC 2544 section 26.4 asks for 50 or more. */
  readonly repeats: number;
}

type Lengths = Pick<BackToBackGoal, 'longestBurst' | 'step' | 'repeats'>;

const lengthsOf = ({ longestBurst, step }: Lengths): number => {
  if (Number.isInteger(step) && step >= 1 && step <= longestBurst) {
    return Math.floor(longestBurst / step);
  }
  throw new RangeError(`no burst length between a step of ${step} and ${longestBurst} frames`);
};

const burstsOf = (goal: Lengths): readonly number[] =>
  Array.from({ length: lengthsOf(goal) }, (_, index) => (index + 1) * goal.step);

/** The longest burst that fits a buffer which forwarded `received` of `burst` frames, sent at a rate. */
const expectedBurst = (
  { throughput }: BackToBackGoal,
  rate: Pps,
  burst: number,
  received: number,
): number => {
  const forwarded = throughput / rate;
  return Math.floor((received - forwarded * burst) / (1 - forwarded));
};

/** Why bursts show nothing: no buffer fills while a DUT forwards as fast as frames come. */
const tooSlow = ({ frameRate, throughput }: BackToBackGoal, rate: Pps): InvalidReason[] =>
  rate > throughput * (1 + USUAL_TOLERANCE)
    ? []
    : [
        {
          code: 'generator-fell-behind',
          detail:
            `it offered bursts at ${Math.round(rate)} of ${frameRate} frames/s, no faster` +
            ` than the throughput of ${throughput}: no buffer fills`,
        },
      ];

/** The rate of a burst; the media's if equal within the accuracy of clocks. */
const rateOf = ({ frameRate }: BackToBackGoal, result: TrialResult): Pps => {
  const offered = offeredLoad(result);
  return isFullRate(offered, frameRate) ? frameRate : offered;
};

/** Bursts as they were sent. */
interface Sent {
  /** The rate of the longest one, whose time is known best. */
  rate: Pps | undefined;
}

/** One repeat: the longest burst without loss, or the burst that could not be measured. */
function* longestBurst(
  frameSize: Bytes,
  goal: BackToBackGoal,
  bursts: readonly number[],
  { sent, startAt, retries }: { sent: Sent; startAt: number | undefined; retries: number },
): Procedure<number | { readonly burst: number; readonly causes: readonly InvalidReason[] }> {
  const search = binarySearch(bursts, { startAt });
  let step = search.next();
  while (step.done !== true) {
    const burst = step.value;
    const duration = nanoseconds(Math.ceil((burst * 1e9) / goal.frameRate));
    const intendedLoad = goal.frameRate;
    const tried = yield* attempt({ frameSize, intendedLoad, duration, burst: true }, retries);
    if (tried.state === 'undecided') return { burst, causes: tried.reasons };
    const { result } = tried.trial;
    // The first burst of all is the longest.
    sent.rate ??= rateOf(goal, result);
    const causes = tooSlow(goal, sent.rate);
    if (causes.length > 0) return { burst, causes };
    const { receivedBySink } = result.counts;
    const estimate = expectedBurst(goal, sent.rate, burst, receivedBySink);
    step = search.next({ passed: lossFree(result), estimate });
  }
  return bursts[step.value.lower] ?? 0;
}

const outcomeOf = (
  { frameRate, throughput }: BackToBackGoal,
  offered: Pps,
  longestBurst: number,
  lengths: number[],
): BackToBackOutcome => {
  const average = sum(lengths) / lengths.length;
  const squares = sum(lengths.map((length) => (length - average) ** 2));
  const implied = (average * 1e9) / offered;
  return {
    state: 'measured',
    frameRate,
    offeredLoad: offered,
    lengths,
    longestBurst,
    lowerBoundOnly: lengths.filter((length) => length === longestBurst).length,
    average,
    minimum: Math.min(...lengths),
    maximum: Math.max(...lengths),
    standardDeviation: Math.sqrt(squares / Math.max(1, lengths.length - 1)),
    impliedBufferTime: nanoseconds(Math.round(implied)),
    correctedBufferTime: nanoseconds(Math.round(implied * (1 - throughput / offered))),
  };
};

/**
 * Back-to-back frames (RFC 2544 section 26.4, RFC 9004): the longest burst at the minimum
 * interframe gap that loses no frame, and the buffer that it implies. A generator that sends bursts
 * more slowly is not an error: the result records the rate, and the buffer is computed from it.
 * Between bursts the measurer waits for residual frames as after any trial, which makes up the 2 s
 * that RFC 2544 asks for.
 * @throws RangeError if no burst length lies in the range, or nothing is to be repeated
 */
export function* backToBack(
  frameSize: Bytes,
  goal: BackToBackGoal,
  retries = RETRIES,
): Procedure<BackToBackResult> {
  const { step, repeats, throughput, frameRate } = goal;
  checkRepeats(repeats);
  const bursts = burstsOf(goal);
  if (isFullRate(throughput, frameRate)) {
    const reason = 'the throughput is the frame rate: no buffer fills';
    return { test: 'back-to-back', step, outcome: { state: 'not-applicable', reason } };
  }
  const lengths: number[] = [];
  const sent: Sent = { rate: undefined };
  while (lengths.length < repeats) {
    const startAt = lengths.at(-1);
    const found = yield* longestBurst(frameSize, goal, bursts, { sent, startAt, retries });
    if (typeof found !== 'number') {
      const { burst, causes } = found;
      const outcome = { state: 'undecided', burst, causes: [...causes] } as const;
      return { test: 'back-to-back', step, outcome };
    }
    lengths.push(found);
  }
  const outcome = outcomeOf(goal, sent.rate ?? frameRate, bursts.at(-1) ?? 0, lengths);
  return { test: 'back-to-back', step, outcome };
}

/** The most trials a back-to-back test takes when none is invalid. */
export const backToBackTrials = (goal: Lengths): number =>
  goal.repeats * binarySearchTrials(lengthsOf(goal));
