import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import { groupBy } from '../../model/group-by.js';
import type { Network } from '../../model/network/network.js';
import type { RouterInterface } from '../../model/network/routers.js';
import type { Requirements } from '../requirements/requirements.js';
import type { Step } from '../step.js';
import type { DutProcessors } from './data-plane.js';

/** A virtual interface with the network namespace of the router it belongs to. */
export interface VirtualInterface extends RouterInterface {
  readonly namespace: string;
}

/** How virtual interfaces of routers are connected to the DUT's ports. */
export interface LinkKind {
  /** Destination Ethernet address of frames for a virtual interface: its own, or its port's. */
  readonly mac: 'own' | 'port';
  readonly requires: Requirements;
  /** Frames of an interface are counted at the interface only, not at the port. */
  readonly ownCounters?: true;
  /**
   * Creates the interfaces, down, in existing namespaces, and connects them to their ports. The steps' undo
   * removes them, instead of the removal of the namespaces, which the kernel completes later, when the next
   * data plane already uses the ports.
   */
  attach(interfaces: readonly VirtualInterface[], dut: DutProcessors): readonly Step[];
  /** Checkpoints between port and interface for losses that no other checkpoint counts. */
  losses(interfaces: readonly VirtualInterface[]): readonly Checkpoint[];
}

/** The virtual interfaces of a network whose routers are in namespaces. */
export const virtualInterfacesOf = ({ routers }: Network): readonly VirtualInterface[] =>
  routers.flatMap(({ namespace, interfaces }) => {
    if (namespace === undefined) throw new RangeError('a virtual router has a network namespace');
    return interfaces.map((each) => ({ ...each, namespace }));
  });

/** A value for each namespace that has interfaces, in their order. */
export const byNamespace = <Value>(
  interfaces: readonly VirtualInterface[],
  value: (namespace: string, own: readonly VirtualInterface[]) => Value,
): readonly Value[] =>
  [...groupBy(interfaces, ({ namespace }) => namespace)].map(([namespace, own]) =>
    value(namespace, own),
  );
