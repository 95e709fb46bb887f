import type { TrialOf } from '../../sections/context.js';
import { forwardedOf, isCarried, type Forwarded } from '../../sections/over-load/at-loads.js';
import type { TrialsByLoad } from '../../sections/over-load/load-table.js';

/** Fewer loads make no curve. */
const FEWEST_LOADS = 3;
/** What a device forwards at its best, and at the highest load of a sweep. */
export interface Overload {
  /** Undefined where no load has a valid trial. */
  readonly peak: Forwarded | undefined;
  /** Undefined where the highest intended load has no valid trial. */
  readonly plateau: Forwarded | undefined;
  /** Plateau over peak, where both say something: some load was carried, and the highest was not. */
  readonly held: number | undefined;
}

/** How a device fares under overload; undefined for a sweep of fewer than three loads. */
export const overloadOf = (sweep: TrialsByLoad, trialOf: TrialOf): Overload | undefined => {
  if (sweep.loads.length < FEWEST_LOADS) return undefined;
  const highest = Math.max(...sweep.loads.map(({ intendedLoad }) => intendedLoad));
  const measured = forwardedOf(sweep, trialOf);
  // Of equal rates the one at the lower load is the peak: what comes after is the plateau.
  const [peak] = measured.toSorted((one, other) => other.rate - one.rate || one.load - other.load);
  const plateau = measured.find(({ load }) => load === highest);
  const known = peak !== undefined && peak.rate > 0 && plateau !== undefined;
  const overloaded = known && measured.some(isCarried) && !isCarried(plateau);
  return { peak, plateau, held: overloaded ? plateau.rate / peak.rate : undefined };
};
