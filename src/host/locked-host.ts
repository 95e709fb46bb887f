import type { Tenure } from './command/tenure.js';
import type { Host } from './host.js';

/** A host whose machine's lock is held, so that its ledger may be written. */
export interface LockedHost extends Host {
  readonly tenure: Tenure;
}
