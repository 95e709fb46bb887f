import { forwardingRate } from '../model/trial.js';
import type { Pps } from '../model/units.js';
import type { CellResult } from '../results/schema.js';
import { kpps } from './figures.js';
import { medianTrial, validTrials } from './median-trial.js';
import type { TrialOf } from './section.js';
import type { TrialsByLoad } from './sweep-table.js';
import { planeName } from './cell-name.js';
import type { Cell, Column } from './text-table.js';

/** The columns of what sweeps tell of overload. Rates are in kpps. */
export const OVERLOAD_COLUMNS: readonly Column[] = [
  { title: 'data plane', align: 'left' },
  { title: 'bytes', align: 'right' },
  { title: 'peak', align: 'right' },
  { title: 'at load', align: 'right' },
  { title: 'plateau', align: 'right' },
  { title: 'at load', align: 'right' },
  { title: 'plateau / peak', align: 'right' },
];

/** Fewer loads make no curve. */
const FEWEST_LOADS = 3;

/** What is forwarded at a load: the median over its valid trials. */
interface Forwarded {
  readonly load: Pps;
  readonly rate: Pps;
}

/** What a device forwards at its best, and what is left of that at the highest load. */
export interface Overload {
  /** Undefined where no load has a valid trial. */
  readonly peak: Forwarded | undefined;
  /** Undefined where the highest intended load has no valid trial. */
  readonly plateau: Forwarded | undefined;
}

/** How a device fares under overload; undefined for a sweep of fewer than three loads. */
export const overloadOf = ({ loads }: TrialsByLoad, trialOf: TrialOf): Overload | undefined => {
  if (loads.length < FEWEST_LOADS) return undefined;
  const highest = Math.max(...loads.map(({ intendedLoad }) => intendedLoad));
  const measured = loads.flatMap(({ intendedLoad: load, trials }): Forwarded[] => {
    const median = medianTrial(validTrials(trials, trialOf));
    return median === undefined ? [] : [{ load, rate: forwardingRate(median) }];
  });
  // Of equal rates the one at the lower load is the peak: what comes after is the plateau.
  const [peak] = measured.toSorted((one, other) => other.rate - one.rate || one.load - other.load);
  return { peak, plateau: measured.find(({ load }) => load === highest) };
};

const figures = (forwarded: Forwarded | undefined): readonly Cell[] =>
  forwarded === undefined ? ['-', '-'] : [kpps(forwarded.rate), kpps(forwarded.load)];

/** The row of a sweep. */
export const overloadRow = (
  cell: Pick<CellResult, 'dataPlane' | 'modifier' | 'frameSize'>,
  { peak, plateau }: Overload,
): readonly Cell[] => {
  const known = peak !== undefined && peak.rate > 0 && plateau !== undefined;
  const ratio = known ? (plateau.rate / peak.rate).toFixed(3) : '-';
  return [planeName(cell), String(cell.frameSize), ...figures(peak), ...figures(plateau), ratio];
};
