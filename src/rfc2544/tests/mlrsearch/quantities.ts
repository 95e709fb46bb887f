import type { BoundedFigure } from '../../quantities/quantity.js';
import { searchedLoad } from '../../quantities/searched.js';
import type { MlrSearchResult } from './result.js';

/** What was found for each goal. */
export const goalFigures = ({ goals }: MlrSearchResult): readonly BoundedFigure[] =>
  goals.flatMap((result) =>
    searchedLoad(
      {
        lower: 'lower' in result ? result.lower : undefined,
        upper: 'upper' in result ? result.upper : undefined,
      },
      { goal: result.goal.name },
    ),
  );
