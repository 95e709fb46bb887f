import { sum } from '../../../model/numbers/sum.js';
import {
  LOSS_LOCATIONS,
  type DropReasons,
  type LossLocation,
  type TrialResult,
} from '../../../model/trial.js';
import { lostAt } from '../../sections/losses.js';

/** Places where lost frames are not yet an skb, or no longer in the DUT: its kernel reports no reason. */
const UNTRACED: readonly LossLocation[] = ['ingress-nic', 'sink-nic'];

/** Foreign frames, such as broadcasts, may be dropped meanwhile: counters and trace may differ by this much. */
const TOLERATED = { frames: 50, ratio: 0.001 };

/** What counters and the kernel's trace say about one place. */
export interface Agreement {
  readonly place: LossLocation;
  readonly counted: number;
  /** null if the kernel cannot trace it. */
  readonly traced: number | null;
  readonly state: 'agree' | 'differ' | 'not traceable';
}

/** The places where either found losses, in the order of a frame's path. */
export const agreements = (
  trial: TrialResult,
  { drops }: Extract<DropReasons, { readonly state: 'traced' }>,
): readonly Agreement[] =>
  LOSS_LOCATIONS.flatMap((place): Agreement[] => {
    const counted = lostAt(trial, place);
    const traced = sum(drops.filter((drop) => drop.place === place).map(({ frames }) => frames));
    if (UNTRACED.includes(place)) {
      return counted === 0 ? [] : [{ place, counted, traced: null, state: 'not traceable' }];
    }
    if (counted + traced === 0) return [];
    const apart = Math.abs(counted - traced);
    const close = apart <= Math.max(TOLERATED.frames, TOLERATED.ratio * Math.max(counted, traced));
    return [{ place, counted, traced, state: close ? 'agree' : 'differ' }];
  });
