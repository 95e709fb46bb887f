import type { Checkpoint } from '../../model/counter.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { MacAddress } from '../../model/mac.js';
import type { Attachment, Topology } from '../../model/topology.js';
import type { Traffic } from '../../model/traffic.js';
import type { Step } from '../step.js';

/** The IP stack that forwards, and the devices by which it is reached. */
export interface Router {
  /** Absent is the machine's own. */
  readonly namespace?: string;
  /** The device that carries an attachment. @throws RangeError where there is none */
  readonly device: (attachment: Attachment) => string;
}

/** A way for the DUT to carry frames from its ingress to its egress ports. One file each. */
export interface DataPlane {
  readonly name: DataPlaneName;
  /** The link kind of this project's module it needs built and loaded, if any. */
  readonly module?: 'napi_macvlan';
  /** The kernel's own modules it needs, to be loaded by a step so that they are unloaded again. */
  readonly stockModules?: readonly string[];
  /** What makes it, in order. The DUT's ports are up and without addresses before. */
  steps(topology: Topology, traffic: Traffic): readonly Step[];
  /** Where IP is. */
  router(topology: Topology): Router;
  /** The Ethernet address test frames must carry that enter the DUT there. @throws RangeError */
  destination(topology: Topology, entry: Attachment): MacAddress;
  /** Where its frames can be lost between the ingress and the egress NIC. */
  checkpoints(topology: Topology, traffic: Traffic): readonly Checkpoint[];
}
