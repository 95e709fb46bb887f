import type { ThroughputOutcome, ThroughputResult } from './result.js';

/** What a search found, in frames a second: 0 where even the lowest load lost frames; undefined where nothing is known. */
export const rateFound = (outcome: ThroughputOutcome): number | undefined => {
  if ('lower' in outcome) return outcome.lower.offeredLoad;
  return outcome.state === 'zero' ? 0 : undefined;
};

/** All searches of a result, in the order they were made. */
export const searchesOf = ({ outcome, repeats }: ThroughputResult): readonly ThroughputOutcome[] =>
  repeats ?? [outcome];

/** Of searches the one that found the median rate, the lower of two; the first where none found any. @throws RangeError for none */
export const medianOutcome = (outcomes: readonly ThroughputOutcome[]): ThroughputOutcome => {
  const found = outcomes
    .flatMap((outcome) => {
      const rate = rateFound(outcome);
      return rate === undefined ? [] : [{ outcome, rate }];
    })
    .toSorted((one, other) => one.rate - other.rate);
  const median = found[Math.floor((found.length - 1) / 2)]?.outcome ?? outcomes[0];
  if (median === undefined) throw new RangeError('a throughput takes a search');
  return median;
};
