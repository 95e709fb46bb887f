import type { Host } from './host.js';

/** The machine of a role, and the namespace of its ports. */
export interface RoleNetwork {
  readonly machine: Host;
  /** Absent if the ports are in the initial namespace. */
  readonly namespace?: string | undefined;
  /** The machine in that namespace, where the role's commands run. */
  readonly host: Host;
  /** The CPUs it may use; default: all. */
  readonly cpus?: readonly number[] | undefined;
}

/** The RoleNetwork of a role on a machine. */
export const roleNetwork = (
  machine: Host,
  { namespace, cpus }: Pick<RoleNetwork, 'namespace' | 'cpus'> = {},
): RoleNetwork => ({ machine, namespace, host: machine.in(namespace), cpus });

/** Whether two roles share a network namespace, and with it pktgen and the frame_sink module. */
export const sameNetwork = (one: RoleNetwork, other: RoleNetwork): boolean =>
  one.machine === other.machine && one.namespace === other.namespace;
