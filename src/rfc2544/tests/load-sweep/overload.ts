import { forwardingRate } from '../../../model/trial.js';
import { validTrials } from '../../sections/median-trial.js';
import type { TrialOf } from '../../sections/context.js';
import { forwardedOf, isCarried, type Forwarded } from '../../sections/over-load/at-loads.js';
import type { TrialsByLoad } from '../../sections/over-load/load-table.js';

/** Fewer loads make no curve. */
const FEWEST_LOADS = 3;
/** What a device forwards at its best, and at the highest load of a sweep. */
export interface Overload {
  /** Undefined if no load has a valid trial. */
  readonly peak: Forwarded | undefined;
  /** Undefined if the highest intended load has no valid trial. */
  readonly plateau: Forwarded | undefined;
  /** Plateau over peak, if meaningful: some load was carried, and the highest was not. */
  readonly held: number | undefined;
  /** Bounds of the same over all trials at both loads: the least of one over the greatest of the other. */
  readonly bounds: readonly [least: number, most: number] | undefined;
}

/** The rates of all valid trials at a load. */
const ratesAt = ({ loads }: TrialsByLoad, load: number, trialOf: TrialOf): readonly number[] =>
  validTrials(loads.find(({ intendedLoad }) => intendedLoad === load)?.trials ?? [], trialOf).map(
    forwardingRate,
  );

/** How a device behaves under overload; undefined for a sweep of fewer than three loads. */
export const overloadOf = (sweep: TrialsByLoad, trialOf: TrialOf): Overload | undefined => {
  if (sweep.loads.length < FEWEST_LOADS) return undefined;
  const highest = Math.max(...sweep.loads.map(({ intendedLoad }) => intendedLoad));
  const measured = forwardedOf(sweep, trialOf);
  // Of equal rates the one at the lower load is the peak: what comes after is the plateau.
  const [peak] = measured.toSorted((one, other) => other.rate - one.rate || one.load - other.load);
  const plateau = measured.find(({ load }) => load === highest);
  const known = peak !== undefined && peak.rate > 0 && plateau !== undefined;
  const overloaded = known && measured.some(isCarried) && !isCarried(plateau);
  if (!overloaded) return { peak, plateau, held: undefined, bounds: undefined };
  const [best, last] = [peak, plateau].map(({ load }) => ratesAt(sweep, load, trialOf));
  const bounds: Overload['bounds'] =
    peak === plateau || best === undefined || last === undefined
      ? [1, 1]
      : [Math.min(...last) / Math.max(...best), Math.max(...last) / Math.min(...best)];
  return { peak, plateau, held: plateau.rate / peak.rate, bounds };
};
