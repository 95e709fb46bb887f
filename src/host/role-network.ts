import type { Host } from './host.js';

/** Where a role is: its machine, and the namespace that holds its ports. */
export interface RoleNetwork {
  readonly machine: Host;
  /** Absent where the ports are in the machine's own namespace. */
  readonly namespace?: string | undefined;
  /** The machine in that namespace: the role's commands are run here. */
  readonly host: Host;
  /** The CPUs it may use; all when absent. */
  readonly cpus?: readonly number[] | undefined;
}

/** A role's place on a machine. */
export const roleNetwork = (
  machine: Host,
  { namespace, cpus }: Pick<RoleNetwork, 'namespace' | 'cpus'> = {},
): RoleNetwork => ({ machine, namespace, host: machine.in(namespace), cpus });

/** Whether two roles share a network namespace, and with it pktgen and the frame_sink module. */
export const sameNetwork = (one: RoleNetwork, other: RoleNetwork): boolean =>
  one.machine === other.machine && one.namespace === other.namespace;
