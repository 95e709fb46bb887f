import type { Lines } from '../../../model/section/section.js';
import { forwardingRate } from '../../../model/trial.js';
import type { LoadSweepResult } from './result.js';
import { forwardedOf } from '../../sections/over-load/at-loads.js';
import { conditionText, modifiedPlane, type CellOf, type TrialOf } from '../../sections/context.js';
import { validTrials } from '../../sections/median-trial.js';

type Sweep = CellOf<LoadSweepResult>;

/** Forwarding rate over offered load under one condition; nothing of a single load. */
export const curve = (cells: readonly Sweep[], trialOf: TrialOf): readonly Lines[] => {
  const series = cells.map((cell) => ({
    name: modifiedPlane(cell),
    points: cell.result.loads.flatMap(({ intendedLoad, trials }) => {
      const rates = validTrials(trials, trialOf).map(forwardingRate);
      const median = forwardedOf({ loads: [{ intendedLoad, trials }] }, trialOf)[0];
      if (median === undefined) return [];
      const [least, greatest] = [Math.min(...rates), Math.max(...rates)];
      return [{ x: median.offered, y: median.rate, least, greatest, trials }];
    }),
  }));
  const loads = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))];
  const [first] = cells;
  if (first === undefined || loads.length < 2) return [];
  return [
    {
      kind: 'lines',
      title: `Forwarding rate over offered load, ${conditionText(first)}`,
      description: 'On the line, every frame is forwarded.',
      x: { title: 'offered load', unit: 'pps', scale: 'linear' },
      y: { title: 'forwarding rate', unit: 'pps', scale: 'linear' },
      series,
      references: [
        {
          name: 'no loss',
          points: loads.toSorted((a, b) => a - b).map((load) => ({ x: load, y: load })),
        },
      ],
    },
  ];
};
