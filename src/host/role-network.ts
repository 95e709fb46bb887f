import type { Host } from './host.js';
import type { Argv } from '../model/command.js';

/** A role's side of the test network: its machine, and the namespace that holds its ports. */
export interface RoleNetwork {
  readonly host: Host;
  /** Absent where the ports are in the machine's own namespace. */
  readonly namespace?: string;
  /** The CPUs it may use; absent is all. */
  readonly cpus?: readonly number[];
}

/** `ip` in a namespace; it enters namespaces itself, which spares a process. */
export const ipCommand = (
  namespace: string | undefined,
  ...arguments_: readonly string[]
): Argv => ['ip', ...(namespace === undefined ? [] : ['-n', namespace]), ...arguments_];
