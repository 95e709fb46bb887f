import type { CommandHost } from '../../host/command/command-host.js';
import { Interrupted } from '../../model/failure.js';
import { MachineLocked, takeLock, type Locker, type MachineLock } from './machine-lock.js';

/** Identifies a machine, or a container, independently of its name in testbeds. */
const IDENTITY = 'cat /proc/sys/kernel/random/boot_id && readlink /proc/self/ns/mnt';

const identityOf = async (host: CommandHost, signal: AbortSignal): Promise<string> =>
  (await host.run(['sh', '-c', IDENTITY], { signal })).stdout;

/** The machines that were locked, and those that failed for a reason other than a lock. */
export interface LockedMachines {
  readonly locks: ReadonlyMap<CommandHost, MachineLock>;
  readonly failed: readonly { readonly machine: string; readonly error: unknown }[];
}

/**
 * Locks all machines or none: if another controller holds one of them, the locks taken so far are released.
 * They are taken in the order of the machines' identities, the same for every controller, so that one of
 * several controllers competing for the same machines gets them all.
 * @throws MachineLocked, Interrupted
 */
export const lockAll = async (
  hosts: readonly CommandHost[],
  locker: Locker,
  signal: AbortSignal,
): Promise<LockedMachines> => {
  const locks = new Map<CommandHost, MachineLock>();
  const failed: { machine: string; error: unknown }[] = [];
  const identities = await Promise.allSettled(hosts.map((host) => identityOf(host, signal)));
  const identified = hosts.flatMap((host, index) => {
    const identity = identities[index];
    if (identity?.status === 'fulfilled') return [{ host, identity: identity.value }];
    failed.push({ machine: host.name, error: identity?.reason });
    return [];
  });
  identified.sort((one, other) => one.identity.localeCompare(other.identity));
  try {
    for (const { host } of identified) {
      try {
        locks.set(host, await takeLock(host, locker, [], signal));
      } catch (error) {
        if (error instanceof MachineLocked) throw error;
        failed.push({ machine: host.name, error });
      }
    }
    if (signal.aborted) throw new Interrupted('locking the machines');
    return { locks, failed };
  } catch (error) {
    await Promise.all([...locks.values()].map((lock) => lock.release()));
    throw error;
  }
};
