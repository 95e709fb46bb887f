import type { RepeatedFigure } from '../../quantities/quantity.js';
import type { SoakResult } from './result.js';

/** What was lost in all, and in each period. */
export const soakLoss = ({ outcome }: SoakResult): readonly RepeatedFigure[] =>
  outcome.state !== 'measured'
    ? []
    : [
        {
          basis: 'repeats',
          value: outcome.lossRatio,
          repeats: () =>
            outcome.periods.flatMap(({ lossRatio, trials }) =>
              lossRatio === null ? [] : [{ value: lossRatio, trial: trials.at(-1) }],
            ),
        },
      ];
