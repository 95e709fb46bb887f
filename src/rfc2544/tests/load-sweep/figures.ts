import type { Lines, Stacks } from '../../../model/section/section.js';
import { forwardingRate } from '../../../model/trial.js';
import type { LoadSweepResult } from './result.js';
import { modifiedPlane, type CellOf, type TrialOf } from '../../sections/context.js';
import { lossPlaces, lostAt, PLACES } from '../../sections/losses.js';
import { validTrials } from '../../sections/median-trial.js';
import { forwardedOf } from './overload.js';

type Sweep = CellOf<LoadSweepResult>;

/** The condition of sweeps that are compared: `64 bytes`, and the network where there are several. */
const conditionOf = ({ network, frameSize }: Sweep): string =>
  network === undefined ? `${frameSize} bytes` : `${network}, ${frameSize} bytes`;

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
      title: `Forwarding rate over offered load, ${conditionOf(first)}`,
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

/** Where the frames offered at each load ended, under one condition. */
export const fates = (cells: readonly Sweep[], trialOf: TrialOf): readonly Stacks[] => {
  const measured = cells.map((cell) => ({ cell, at: forwardedOf(cell.result, trialOf) }));
  const trials = measured.flatMap(({ at }) => at.map(({ trial }) => trial));
  const places = lossPlaces(trials);
  const open = trials.some(({ unlocated }) => unlocated > 0);
  const [first] = cells;
  if (first === undefined || places.length + Number(open) === 0) return [];
  return [
    {
      kind: 'stacks',
      title: `Where frames went, ${conditionOf(first)}`,
      description: 'All frames offered in the trial of median forwarding rate.',
      x: { title: 'intended load', unit: 'pps', scale: 'category' },
      parts: [
        'received by the sink',
        ...places.map((place) => `lost in ${PLACES[place]}`),
        ...(open ? ['not located'] : []),
      ],
      groups: measured.map(({ cell, at }) => ({
        name: modifiedPlane(cell),
        bars: at.map(({ load, trial }) => ({
          x: load,
          frames: [
            trial.counts.receivedBySink,
            ...places.map((place) => lostAt(trial, place)),
            ...(open ? [Math.max(0, trial.unlocated)] : []),
          ],
        })),
      })),
    },
  ];
};
