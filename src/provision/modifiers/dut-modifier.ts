import type { Network } from '../../model/network/network.js';
import type { Requirements } from '../requirements/requirements.js';
import type { Step } from '../step.js';

/** A modifier's part on a DUT with a data plane. */
export interface DutModifier {
  readonly requires: Requirements;
  steps(network: Network): readonly Step[];
}
