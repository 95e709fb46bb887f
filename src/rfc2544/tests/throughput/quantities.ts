import type { BoundedFigure } from '../../quantities/quantity.js';
import { searchedLoad } from '../../quantities/searched.js';
import type { ThroughputResult } from './result.js';

/** What the search found; a load that could not be measured is no bound. */
export const throughputFigures = ({ outcome }: ThroughputResult): readonly BoundedFigure[] => {
  const upper = 'upper' in outcome && outcome.upper.reason === 'loss' ? outcome.upper : undefined;
  return searchedLoad({ lower: 'lower' in outcome ? outcome.lower : undefined, upper });
};
