import type { RoleName } from '../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import type { Host } from '../../../host/host.js';
import { openAsRoot, type CommandLogEntry } from '../../../host/open.js';
import { ReconnectingHost } from '../../../host/reconnecting-host.js';

/** The machines of a testbed, connected. A machine that plays several roles is one host. */
export interface Machines extends AsyncDisposable {
  readonly byRole: Readonly<Record<RoleName, Host>>;
  readonly all: readonly ReconnectingHost[];
  /** The one that plays the DUT, which may be restarted. */
  readonly dut: ReconnectingHost;
}

const dispose = async (hosts: readonly Host[]): Promise<void> => {
  await Promise.allSettled(hosts.map((host) => host[Symbol.asyncDispose]()));
};

/** The machines of a testbed that could be connected to, and those that could not. */
export interface Connected extends AsyncDisposable {
  readonly hosts: readonly ReconnectingHost[];
  readonly failed: readonly { readonly machine: string; readonly error: unknown }[];
}

/** Connects to all machines concurrently, whether or not one fails. */
export const connectAll = async (
  { roles, connections }: Pick<Testbed, 'roles' | 'connections'>,
  signal: AbortSignal,
  log: (entry: CommandLogEntry) => void,
): Promise<Connected> => {
  const names = [...new Set(Object.values(roles).map((role) => role.machine))];
  const attempts = await Promise.allSettled(
    names.map((name) => {
      const connection = connections[name];
      if (connection === undefined) throw new Error(`machine ${name} has no connection`);
      return ReconnectingHost.open((how) => openAsRoot(name, connection, { log, ...how }), {
        signal,
      });
    }),
  );
  const hosts = attempts.flatMap((attempt) =>
    attempt.status === 'fulfilled' ? [attempt.value] : [],
  );
  const failed = attempts.flatMap((attempt, index) =>
    attempt.status === 'rejected'
      ? [{ machine: names[index] ?? '', error: attempt.reason as unknown }]
      : [],
  );
  return { hosts, failed, [Symbol.asyncDispose]: () => dispose(hosts) };
};

/**
 * Connects to all machines concurrently; all or none.
 * @throws Unreachable, HostKeyRejected, AuthenticationFailed, PreconditionFailure for the first machine
 *   that failed; Interrupted
 */
export const connect = async (
  testbed: Testbed,
  signal: AbortSignal,
  log: (entry: CommandLogEntry) => void,
): Promise<Machines> => {
  const { hosts, failed } = await connectAll(testbed, signal, log);
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
