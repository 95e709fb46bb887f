import type { Host } from './host.js';

/** A role's side of the test network: its machine, and the namespace that holds its ports. */
export interface RoleNetwork {
  readonly host: Host;
  /** Absent where the ports are in the machine's own namespace. */
  readonly namespace?: string;
  /** The CPUs it may use; absent is all. */
  readonly cpus?: readonly number[];
}
