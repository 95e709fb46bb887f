import type { Absent, Lines } from '../../../model/section/section.js';
import { forwardingRate } from '../../../model/trial.js';
import { factsOfNetwork } from '../../measured-networks.js';
import type { LoadSweepResult } from './result.js';
import { forwardedOf } from '../../sections/over-load/at-loads.js';
import {
  conditionText,
  modifiedPlane,
  usedTrials,
  type CellOf,
  type ReportContext,
} from '../../sections/context.js';
import { lineRateLimits } from '../../sections/line-rate.js';
import { validTrials } from '../../sections/median-trial.js';

type Sweep = CellOf<LoadSweepResult>;

/** Forwarding rate over offered load under one condition; of a single load there is no figure. */
export const curve = (
  cells: readonly Sweep[],
  context: ReportContext,
): readonly (Lines | Absent)[] => {
  const { trialOf } = context;
  const series = cells.map((cell) => ({
    name: modifiedPlane(cell),
    points: cell.result.loads.flatMap(({ intendedLoad, trials }) => {
      const rates = validTrials(trials, trialOf).map(forwardingRate);
      const median = forwardedOf({ loads: [{ intendedLoad, trials }] }, trialOf)[0];
      if (median === undefined) return [];
      const [least, greatest] = [Math.min(...rates), Math.max(...rates)];
      const used = usedTrials(trials, trialOf);
      return [{ x: median.offered, y: median.rate, least, greatest, trials: used }];
    }),
  }));
  const loads = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))];
  const [first] = cells;
  if (first === undefined) return [];
  const title = `Forwarding rate over offered load, ${conditionText(first)}`;
  if (loads.length < 2) {
    const why = loads.length === 0 ? 'no load has a valid trial' : 'one load was offered';
    return [{ kind: 'absent', title, why: [why] }];
  }
  const limits = lineRateLimits(factsOfNetwork(context, first).media, first.frameSize);
  return [
    {
      kind: 'lines',
      title,
      description: 'On the line, every frame is forwarded.',
      x: { title: 'offered load', unit: 'pps', scale: 'linear', limits },
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
