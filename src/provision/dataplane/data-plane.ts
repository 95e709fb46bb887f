import type { Checkpoint } from '../../model/counter.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { MacAddress } from '../../model/mac.js';
import type { Attachment, Topology } from '../../model/topology.js';
import type { Step } from '../step.js';

/** A way for the DUT to carry frames from its ingress to its egress ports. One file each. */
export interface DataPlane {
  readonly name: DataPlaneName;
  /** The link kind of this project's module it needs built and loaded, if any. */
  readonly module?: 'napi_macvlan';
  /** The kernel's own modules it needs, to be loaded by a step so that they are unloaded again. */
  readonly stockModules?: readonly string[];
  /** What makes it, in order. The DUT's ports are up and without addresses before. */
  steps(topology: Topology): readonly Step[];
  /** The Ethernet address test frames for ingress port `index` must carry. @throws RangeError */
  destination(topology: Topology, index: number): MacAddress;
  /** Where its frames can be lost between the ingress and the egress NIC. */
  checkpoints(topology: Topology): readonly Checkpoint[];
}

/** The attachment at an index. @throws RangeError where the topology has none */
export const attachmentAt = (attachments: readonly Attachment[], index: number): Attachment => {
  const attachment = attachments[index];
  if (attachment === undefined) throw new RangeError(`the topology has no port number ${index}`);
  return attachment;
};
