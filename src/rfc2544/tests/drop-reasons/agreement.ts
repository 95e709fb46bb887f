import { sum } from '../../../model/numbers/sum.js';
import {
  LOSS_LOCATIONS,
  type DropReasons,
  type LossLocation,
  type TrialResult,
} from '../../../model/trial.js';
import { lostAt } from '../../sections/losses.js';

/** Places where frames are lost that are no skb yet, or no longer the DUT's: the kernel has no reason to give. */
const UNTRACED: readonly LossLocation[] = ['ingress-nic', 'sink-nic'];

/** Others' frames that are dropped meanwhile, such as broadcasts: counters and trace need not be equal to these. */
const TOLERATED = { frames: 50, ratio: 0.001 };

/** What counters and the kernel's trace say of one place. */
export interface Agreement {
  readonly place: LossLocation;
  readonly counted: number;
  /** null where the kernel cannot trace it. */
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
