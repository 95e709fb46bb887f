import type { Host } from '../../host/host.js';
import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { Network } from '../../model/network/network.js';
import type { RouterStack } from '../../model/network/routers.js';
import type { GuestAccelerator } from '../../model/schema/setup/dut-setup.js';
import type { Requirements } from '../requirements/requirements.js';
import type { Step } from '../step.js';

/** Where on the DUT frames are processed. */
export interface DutProcessors {
  /** The CPUs that its ports interrupt, on which a program that carries frames runs too; absent: any. */
  readonly cpus?: readonly number[] | undefined;
}

/** A way for the DUT to carry frames from its ingress to its egress ports. One file each. */
export interface DataPlane {
  readonly name: DataPlaneName;
  /** What the DUT has to have; asked before anything is set up. */
  readonly requires: Requirements;
  /** Where its routers are. */
  readonly stack: RouterStack;
  /** What makes it, in order. The DUT's ports are up and without addresses before. */
  steps(network: Network, dut: DutProcessors): readonly Step[];
  /** Where its frames can be lost between the ingress and the egress NIC; none is counted twice. */
  checkpoints(network: Network): readonly Checkpoint[];
  /** Reads what runs the instructions of routers that are guests, once they are set up. */
  readonly readGuests?: (
    dut: Host,
    network: Network,
    signal?: AbortSignal,
  ) => Promise<readonly GuestAccelerator[]>;
}
