import { forwardingRate, offeredLoad } from '../model/trial.js';
import type { Pps } from '../model/units.js';
import type { CellResult } from '../results/schema.js';
import { kpps, lossPercent, lossPlaces } from './figures.js';
import { planeName } from './cell-name.js';
import { medianTrial, validTrials } from './median-trial.js';
import type { TrialOf } from './section.js';
import type { Cell, Column } from './text-table.js';

/** The columns of trials by load. Rates are in kpps, places of loss in frames. */
export const SWEEP_COLUMNS: readonly Column[] = [
  { title: 'data plane', align: 'left' },
  { title: 'bytes', align: 'right' },
  { title: 'intended', align: 'right' },
  { title: 'offered', align: 'right' },
  { title: 'forwarded', align: 'right' },
  { title: 'loss %', align: 'right' },
  { title: 'valid', align: 'right' },
  { title: 'where lost (frames)', align: 'left' },
];

/** Trials at one load after the other: a load sweep, or a frame loss rate test. */
export interface TrialsByLoad {
  readonly loads: readonly { readonly intendedLoad: Pps; readonly trials: readonly number[] }[];
}

/** The rows of trials by load: one per load. */
export const sweepRows = (
  cell: Pick<CellResult, 'dataPlane' | 'modifier' | 'frameSize'>,
  { loads }: TrialsByLoad,
  trialOf: TrialOf,
): readonly (readonly Cell[])[] =>
  loads.map(({ intendedLoad, trials }) => {
    const valid = validTrials(trials, trialOf);
    const trial = medianTrial(valid);
    const head = [planeName(cell), String(cell.frameSize), kpps(intendedLoad)];
    const count = `${valid.length}/${trials.length}`;
    if (trial === undefined) return [...head, '-', '-', '-', count, 'no valid trial'];
    const places = lossPlaces(trial);
    return [
      ...head,
      kpps(offeredLoad(trial)),
      kpps(forwardingRate(trial)),
      lossPercent(trial),
      count,
      places.length === 0 ? '-' : places,
    ];
  });
