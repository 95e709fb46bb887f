import type { LossLocation } from '../../model/trial.js';
import type { CounterSource } from './index.js';

/** A place on the DUT where frames can be lost, and the counters whose sum is their number. */
export interface Checkpoint {
  readonly location: LossLocation;
  readonly counters: readonly CounterSource[];
  /** Their devices that carry frames of only one router, with its namespace, if they are not in it. */
  readonly routerOf?: Readonly<Record<string, string>> | undefined;
}
