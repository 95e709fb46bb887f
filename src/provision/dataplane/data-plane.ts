import type { Host } from '../../host/host.js';
import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { Network } from '../../model/network/network.js';
import type { RouterStack } from '../../model/network/routers.js';
import type { GuestAccelerator } from '../../model/schema/setup/dut-setup.js';
import type { Requirements } from '../requirements/requirements.js';
import type { Step } from '../step.js';

/** The CPUs of the DUT that process frames. */
export interface DutProcessors {
  /** The CPUs of its ports' interrupts, on which a forwarding program runs too; absent: any. */
  readonly cpus?: readonly number[] | undefined;
}

/** A way for the DUT to carry frames from its ingress to its egress ports. One file each. */
export interface DataPlane {
  readonly name: DataPlaneName;
  /** The requirements on the DUT, checked before anything is set up. */
  readonly requires: Requirements;
  /** The IP stack of its routers. */
  readonly stack: RouterStack;
  /** The steps that set it up, in order. The DUT's ports are already up, without addresses. */
  steps(network: Network, dut: DutProcessors): readonly Step[];
  /** Where its frames can be lost between the ingress and the egress NIC; none is counted twice. */
  checkpoints(network: Network): readonly Checkpoint[];
  /** Reads the accelerator (KVM or an emulator) of routers that are guests, once they are set up. */
  readonly readGuests?: (
    dut: Host,
    network: Network,
    signal?: AbortSignal,
  ) => Promise<readonly GuestAccelerator[]>;
}
