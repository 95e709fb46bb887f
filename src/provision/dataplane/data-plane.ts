import type { Checkpoint } from '../../model/counter.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { Network } from '../../model/network/network.js';
import type { RouterStack } from '../../model/network/routers.js';
import type { Step } from '../step.js';

/** A way for the DUT to carry frames from its ingress to its egress ports. One file each. */
export interface DataPlane {
  readonly name: DataPlaneName;
  /** The link kind of this project's module it needs built and loaded, if any. */
  readonly module?: 'napi_macvlan';
  /** The kernel's own modules it needs, to be loaded by a step so that they are unloaded again. */
  readonly stockModules?: readonly string[];
  /** Where its routers are. */
  readonly stack: RouterStack;
  /** What makes it, in order. The DUT's ports are up and without addresses before. */
  steps(network: Network): readonly Step[];
  /** Where its frames can be lost between the ingress and the egress NIC. */
  checkpoints(network: Network): readonly Checkpoint[];
}
