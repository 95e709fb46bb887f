import type { RoleName } from '../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import type { CommandHost } from '../../../host/command/command-host.js';
import type { Tenure } from '../../../host/command/tenure.js';
import type { Host } from '../../../host/host.js';
import type { LockedHost } from '../../../host/locked-host.js';
import { openAsRoot, type CommandLogEntry } from '../../../host/open.js';
import { ReconnectingHost, type Reconnection } from '../../../host/reconnecting-host.js';
import { whyStopped } from '../../../lab/status.js';
import type { Failure } from '../../../model/failure.js';
import { seconds, type Nanoseconds } from '../../../model/units.js';
import { lockAll } from '../../../provision/lock/lock-all.js';
import { lockedHost } from '../../../provision/lock/locked-host.js';
import { newLocker, takeLock, type Locker } from '../../../provision/lock/machine-lock.js';
import type { LockPurpose } from '../../../provision/lock/owner.js';
import { untilUnlocked } from '../../../provision/lock/until-unlocked.js';

/** The roles of a testbed, each with its host. */
export interface HostsByRole<Of extends Host = Host> {
  readonly byRole: Readonly<Record<RoleName, Of>>;
}

/** The machines of a testbed, connected and locked. A machine that plays several roles is one host. */
export interface Machines extends HostsByRole<LockedHost>, AsyncDisposable {
  readonly all: readonly ReconnectingHost[];
  /** The one that plays the DUT, which may be restarted. */
  readonly dut: ReconnectingHost;
}

/** The machines of the roles, and how to connect to them. */
export interface Reached {
  readonly roles: Readonly<Record<RoleName, { readonly machine: string }>>;
  readonly connections: Testbed['connections'];
  /** Of a testbed whose machines may be those of a lab. */
  readonly name?: Testbed['name'];
  readonly environment?: Testbed['environment'];
}

/** Options for connecting to machines and locking them. */
export interface LockingOptions {
  readonly purpose: LockPurpose;
  readonly signal: AbortSignal;
  readonly log: (entry: CommandLogEntry) => void;
  /** Waits for machines that another controller has locked; called with the lock's owner. */
  readonly onWait?: ((text: string) => void) | undefined;
  /** The total time for all attempts to connect to a machine. */
  readonly connectTimeout?: Nanoseconds | undefined;
}

/** A machine may be restarted while its lock is waited for. */
const WAITING_TIMEOUT = seconds(600);

const dispose = async (hosts: readonly Host[]): Promise<void> => {
  await Promise.allSettled(hosts.map((host) => host[Symbol.asyncDispose]()));
};

/** A machine that could not be connected to or locked, and why. */
interface NotConnected {
  readonly machine: string;
  readonly error: unknown;
}

/** The machines of a testbed that could be connected to, all of them locked, and those that could not. */
export interface Connected extends AsyncDisposable {
  readonly hosts: readonly ReconnectingHost[];
  readonly failed: readonly NotConnected[];
}

/** Opens a machine's connection. */
type Open = (name: string, how: Reconnection) => Promise<CommandHost>;

const openAll = async (
  names: readonly string[],
  open: Open,
  how: Reconnection,
): Promise<{
  readonly opened: readonly CommandHost[];
  readonly failed: readonly NotConnected[];
}> => {
  const attempts = await Promise.allSettled(names.map((name) => open(name, how)));
  const opened = attempts.flatMap((attempt) =>
    attempt.status === 'fulfilled' ? [attempt.value] : [],
  );
  const failed = attempts.flatMap((attempt, index) =>
    attempt.status === 'rejected'
      ? [{ machine: names[index] ?? '', error: attempt.reason as unknown }]
      : [],
  );
  return { opened, failed };
};

/** A locked machine that takes its lock again over every new connection. */
const reconnecting = (first: LockedHost, open: Open, locker: Locker): ReconnectingHost => {
  const earlier: Tenure[] = [first.tenure];
  return new ReconnectingHost(first, async (how) => {
    const host = await open(first.name, how);
    try {
      const lock = await takeLock(host, locker, earlier, how.signal);
      earlier.push(lock.tenure);
      return lockedHost(host, lock);
    } catch (error) {
      await dispose([host]);
      throw error;
    }
  });
};

/**
 * Connects to all machines concurrently, even if one fails, and locks those that answer, all or none.
 * @throws MachineLocked, unless waiting is requested; Interrupted
 */
export const connectAll = (
  { roles, connections, name: lab, environment }: Reached,
  { purpose, signal, log, onWait, connectTimeout }: LockingOptions,
): Promise<Connected> => {
  const names = [...new Set(Object.values(roles).map((role) => role.machine))];
  // A machine of a lab whose QEMU has ended will not answer; of any other this cannot be known from here.
  const whyHopeless = (name: string): Promise<Failure | undefined> | undefined =>
    environment?.kind === 'emulated' && lab !== undefined ? whyStopped(lab, name) : undefined;
  const open: Open = (name, how) => {
    const connection = connections[name];
    if (connection === undefined) throw new Error(`machine ${name} has no connection`);
    return openAsRoot(name, connection, { log, whyHopeless: () => whyHopeless(name), ...how });
  };
  const connectOnce = async (how: Reconnection): Promise<Connected> => {
    const locker = newLocker(purpose);
    const { opened, failed } = await openAll(names, open, how);
    try {
      const { locks, failed: notLocked } = await lockAll(opened, locker, signal);
      await dispose(opened.filter((host) => !locks.has(host)));
      // In the order of the roles, not in locking order.
      const hosts = opened.flatMap((host) => {
        const lock = locks.get(host);
        return lock === undefined ? [] : [reconnecting(lockedHost(host, lock), open, locker)];
      });
      return {
        hosts,
        failed: [...failed, ...notLocked],
        [Symbol.asyncDispose]: () => dispose(hosts),
      };
    } catch (error) {
      await dispose(opened);
      throw error;
    }
  };
  if (onWait === undefined) return connectOnce({ signal, connectTimeout });
  return untilUnlocked(
    (attempt) =>
      connectOnce({ signal, connectTimeout: attempt > 1 ? WAITING_TIMEOUT : connectTimeout }),
    onWait,
    signal,
  );
};

/**
 * Connects to all machines concurrently and locks them; all or none.
 * @throws Unreachable, HostKeyRejected, AuthenticationFailed, PreconditionFailure for the first machine
 *   that failed; MachineLocked; Interrupted
 */
export const connect = async (testbed: Reached, options: LockingOptions): Promise<Machines> => {
  const { hosts, failed } = await connectAll(testbed, options);
  const [first] = failed;
  if (first !== undefined) {
    await dispose(hosts);
    throw first.error;
  }
  const hostOf = (role: RoleName): ReconnectingHost => {
    const host = hosts.find(({ name }) => name === testbed.roles[role].machine);
    if (host === undefined) throw new Error(`no host for role ${role}`);
    return host;
  };
  const dut = hostOf('dut');
  return {
    byRole: { generator: hostOf('generator'), dut, sink: hostOf('sink') },
    all: hosts,
    dut,
    [Symbol.asyncDispose]: () => dispose(hosts),
  };
};
