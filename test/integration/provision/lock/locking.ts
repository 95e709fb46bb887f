import type { CommandHost } from '../../../../src/host/command/command-host.js';
import type { Tenure } from '../../../../src/host/command/tenure.js';
import {
  ReconnectingHost,
  type Reconnection,
  type Reopen,
} from '../../../../src/host/reconnecting-host.js';
import type { LockedHost } from '../../../../src/host/locked-host.js';
import { lockedHost } from '../../../../src/provision/lock/locked-host.js';
import { newLocker, takeLock, type Locker } from '../../../../src/provision/lock/machine-lock.js';

/** Locks a machine for a run. */
export const lock = async (
  host: CommandHost,
  locker: Locker = newLocker({ doing: 'run', run: 'run-1' }),
): Promise<LockedHost> => lockedHost(host, await takeLock(host, locker));

/** A machine that is locked over every connection. */
export const lockedByAll = async (
  open: (how: Reconnection) => Promise<CommandHost>,
): Promise<ReconnectingHost> => {
  const locker = newLocker({ doing: 'run', run: 'run-1' });
  const earlier: Tenure[] = [];
  const reopen: Reopen = async (how) => {
    const host = await open(how);
    const held = lockedHost(host, await takeLock(host, locker, earlier));
    earlier.push(held.tenure);
    return held;
  };
  return new ReconnectingHost(await reopen({}), reopen);
};
