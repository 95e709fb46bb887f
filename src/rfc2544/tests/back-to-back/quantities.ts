import type { RepeatedFigure } from '../../quantities/quantity.js';
import { listed } from '../../quantities/times.js';
import type { BackToBackResult } from './result.js';

/** The average of the longest bursts. */
export const burstFigures = ({ outcome, step }: BackToBackResult): readonly RepeatedFigure[] =>
  outcome.state !== 'measured'
    ? []
    : [
        {
          basis: 'repeats',
          value: outcome.average,
          repeats: () => listed(outcome.lengths),
          accuracy: step,
          lowerBoundOnly: outcome.lowerBoundOnly > 0,
        },
      ];
