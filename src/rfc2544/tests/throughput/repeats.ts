import type { ThroughputOutcome, ThroughputResult } from './result.js';

/** What a search found, in frames/s: 0 if even the lowest load lost frames; undefined if nothing is known. */
export const rateFound = (outcome: ThroughputOutcome): number | undefined => {
  if ('lower' in outcome) return outcome.lower.offeredLoad;
  return outcome.state === 'zero' ? 0 : undefined;
};

/** A trial of a search, which tells the block that it was made in. */
export const trialOfSearch = (outcome: ThroughputOutcome): number => {
  if ('lower' in outcome) return outcome.lower.trial;
  const { upper } = outcome;
  return upper.reason === 'loss' ? upper.trial : (upper.trials[0] ?? 0);
};

/** All searches of a result, in the order they were made. */
export const searchesOf = ({ outcome, repeats }: ThroughputResult): readonly ThroughputOutcome[] =>
  repeats ?? [outcome];

/**
 * The search that found the median rate, the lower of two; the first if none found any. @throws
 * RangeError for none
 */
export const medianOutcome = (outcomes: readonly ThroughputOutcome[]): ThroughputOutcome => {
  const found = outcomes
    .flatMap((outcome) => {
      const rate = rateFound(outcome);
      return rate === undefined ? [] : [{ outcome, rate }];
    })
    .toSorted((one, other) => one.rate - other.rate);
  const median = found[Math.floor((found.length - 1) / 2)]?.outcome ?? outcomes[0];
  if (median === undefined) throw new RangeError('a throughput needs a search');
  return median;
};
