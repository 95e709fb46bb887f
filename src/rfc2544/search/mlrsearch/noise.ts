import { forwardingRate, type TrialResult } from '../../../model/trial.js';
import { inSeconds, nanoseconds, type Nanoseconds } from '../../../model/units.js';

/** A trial is long enough when its noise is this many times smaller than the width searched for. */
const MARGIN = 8;

/**
 * How much a device's forwarding rate varies between equal trials: its standard deviation in a
 * trial of one second, as a fraction of the rate, taken to fall with the root of the duration.
 * @param repeats trials of the same load and length that forwarded something, two or more
 */
export const noiseOf = (repeats: readonly TrialResult[]): number => {
  const rates = repeats.map(forwardingRate);
  const mean = rates.reduce<number>((sum, rate) => sum + rate, 0) / rates.length;
  const squares = rates.reduce<number>((sum, rate) => sum + (rate - mean) ** 2, 0);
  const length = inSeconds(repeats[0]?.request.duration ?? nanoseconds(0));
  return (Math.sqrt(squares / (rates.length - 1)) / mean) * Math.sqrt(length);
};

/**
 * How long a trial must be to distinguish loads a width apart, in seconds. A short trial with
 * random loss is a permanent upper bound if a goal tolerates no loss: short is not always cheap.
 */
const steadySeconds = (noise: number, width: number): number => ((MARGIN * noise) / width) ** 2;

/** The shortest trial to explore with that the noise allows, between two lengths. */
export const steadyDuration = (
  noise: number,
  width: number,
  { atLeast, atMost }: { readonly atLeast: Nanoseconds; readonly atMost: Nanoseconds },
): Nanoseconds => {
  const needed = Math.ceil(steadySeconds(noise, width) * 1e9);
  return needed >= atMost ? atMost : nanoseconds(Math.max(atLeast, needed));
};

/** Whether trials of this length distinguish loads a width apart in spite of the noise. */
export const isSteady = (noise: number, width: number, duration: Nanoseconds): boolean =>
  steadySeconds(noise, width) <= inSeconds(duration);
