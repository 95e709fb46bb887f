import type { LossLocation } from '../../model/trial.js';
import type { CounterSource } from './index.js';

/** A place on the DUT where frames can be lost, and the counters whose sum says how many were. */
export interface Checkpoint {
  readonly location: LossLocation;
  readonly counters: readonly CounterSource[];
}
