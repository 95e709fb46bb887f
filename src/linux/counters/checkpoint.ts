import type { LossLocation } from '../../model/trial.js';
import type { CounterSource } from './index.js';

/** A place on the DUT where frames can be lost, and the counters whose sum is their number. */
export interface Checkpoint {
  readonly location: LossLocation;
  readonly counters: readonly CounterSource[];
  /** The namespace of the router whose frames alone they count, where their own names do not show it. */
  readonly router?: string | undefined;
}
