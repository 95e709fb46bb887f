import type { Network } from '../../model/network/network.js';
import type { Requirements } from '../requirements.js';
import type { Step } from '../step.js';

/** What a modifier takes on a DUT whose data plane is there. */
export interface DutModifier {
  readonly requires: Requirements;
  steps(network: Network): readonly Step[];
}
