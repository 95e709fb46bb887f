import { sum } from '../../../model/numbers/sum.js';
import type { MeasuredFigure, RepeatedFigure } from '../../quantities/quantity.js';
import { searchedLoad } from '../../quantities/searched.js';
import type { ThroughputOutcome, ThroughputResult } from './result.js';

/** What a search found; a load that could not be measured is no bound. */
const boundsOf = (outcome: ThroughputOutcome) => ({
  lower: 'lower' in outcome ? outcome.lower : undefined,
  upper: 'upper' in outcome && outcome.upper.reason === 'loss' ? outcome.upper : undefined,
});

/** Repeated searches: what each of them claims, accurate to the distance of its bounds. */
const repeatedSearches = (
  outcome: ThroughputOutcome,
  repeats: readonly ThroughputOutcome[],
): readonly RepeatedFigure[] => {
  const found = repeats.map(boundsOf).filter(({ lower, upper }) => lower ?? upper);
  const widths = found.flatMap(({ lower, upper }) =>
    upper === undefined ? [] : [upper.load - (lower?.load ?? 0)],
  );
  return found.length === 0
    ? []
    : [
        {
          basis: 'repeats',
          value: boundsOf(outcome).lower?.offeredLoad ?? 0,
          repeats: () =>
            found.map(({ lower, upper }) => ({
              value: lower?.offeredLoad ?? 0,
              trial: (lower ?? upper)?.trial,
            })),
          // Loads between the bounds were not tried: the error is half their distance, on average.
          accuracy: widths.length === 0 ? 0 : sum(widths) / widths.length / 2,
          lowerBoundOnly: widths.length < found.length,
        },
      ];
};

/** The throughput: of one search by its bounds, of several by what each found. */
export const throughputFigures = ({
  outcome,
  repeats,
}: ThroughputResult): readonly MeasuredFigure[] =>
  repeats === undefined ? searchedLoad(boundsOf(outcome)) : repeatedSearches(outcome, repeats);
