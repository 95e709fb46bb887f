import type { Table, Value } from '../../../model/section/section.js';
import {
  forwardingRate,
  frameLossRatio,
  offeredLoad,
  type TrialResult,
} from '../../../model/trial.js';
import type { Pps } from '../../../model/units.js';
import type { Cell, TrialOf } from '../context.js';
import { lossColumns } from '../losses.js';
import { medianTrial, validTrials } from '../median-trial.js';
import { cellColumns, cellValues, numbers, table } from '../table.js';

/** Trials at one load after the other: a load sweep, or a frame loss rate test. */
export interface TrialsByLoad {
  readonly loads: readonly { readonly intendedLoad: Pps; readonly trials: readonly number[] }[];
}

/** The trials of a cell by their loads. */
export interface LoadsOfCell extends Cell {
  readonly result: TrialsByLoad;
}

/**
 * If the load that the generator is set to differs by more than this from the intended load, the
 * table shows it.
 */
const NEAR = 5e-4;

const isFar = ({ request: { intendedLoad, effectiveLoad = intendedLoad } }: TrialResult): boolean =>
  Math.abs(effectiveLoad - intendedLoad) > intendedLoad * NEAR;

const INTENDED = numbers('intended-load', 'intended', 'pps');
const EFFECTIVE = numbers('effective-load', 'effective', 'pps');
const SPREAD = [
  numbers('forwarded-least', 'least', 'pps'),
  numbers('forwarded-most', 'most', 'pps'),
];
const RATES = [
  numbers('offered-load', 'offered', 'pps'),
  numbers('forwarding-rate', 'forwarded', 'pps'),
];
const COUNTS = [
  numbers('loss-ratio', 'loss', 'ratio'),
  numbers('valid-trials', 'valid', 'count'),
  numbers('trials', 'trials', 'count'),
];

/** The least and the greatest that any of repeated trials forwarded. */
const spreadOf = (valid: readonly TrialResult[]): readonly Value[] => {
  const rates = valid.map(forwardingRate);
  return rates.length === 0 ? [null, null] : [Math.min(...rates), Math.max(...rates)];
};

/**
 * A row for each load: of repeated trials the one of median forwarding rate, and where it lost
 * frames; with the spread of all if a load was repeated.
 */
export const loadTable = (
  title: string,
  cells: readonly LoadsOfCell[],
  trialOf: TrialOf,
): Table => {
  const entries = cells.flatMap((cell) =>
    cell.result.loads.map(({ intendedLoad, trials }) => {
      const valid = validTrials(trials, trialOf);
      return { cell, intendedLoad, trials, valid, median: medianTrial(valid) };
    }),
  );
  const { columns, valuesOf } = lossColumns(entries.flatMap(({ median }) => median ?? []));
  const far = entries.some(({ median }) => median !== undefined && isFar(median));
  const repeated = entries.some(({ valid }) => valid.length > 1);
  const rows = entries.map(({ cell, intendedLoad, trials, valid, median }) => [
    ...cellValues(cell),
    intendedLoad,
    ...(far ? [median?.request.effectiveLoad ?? null] : []),
    ...(median === undefined ? [null, null] : [offeredLoad(median), forwardingRate(median)]),
    ...(repeated ? spreadOf(valid) : []),
    median === undefined ? null : frameLossRatio(median),
    valid.length,
    trials.length,
    ...valuesOf(median),
  ]);
  return table(
    title,
    [
      ...cellColumns(cells),
      INTENDED,
      ...(far ? [EFFECTIVE] : []),
      ...RATES,
      ...(repeated ? SPREAD : []),
      ...COUNTS,
      ...columns,
    ],
    rows,
  );
};
