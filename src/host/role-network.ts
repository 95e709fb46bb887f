import type { Host } from './host.js';

/** Where a role's ports are: a machine, and a network namespace of it. */
export interface RoleNetwork {
  readonly host: Host;
  /** Absent where the ports are in the machine's own namespace. */
  readonly namespace?: string | undefined;
  /** The CPUs it may use; all when absent. */
  readonly cpus?: readonly number[] | undefined;
}
