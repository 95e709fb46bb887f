import type { RoleName } from '../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import type { Host } from '../../../host/host.js';
import { openHost, type CommandLogEntry } from '../../../host/open.js';
import { ReconnectingHost } from '../../../host/reconnecting-host.js';

/** The machines of a testbed, connected. A machine that plays several roles is one host. */
export interface Machines extends AsyncDisposable {
  readonly byRole: Readonly<Record<RoleName, Host>>;
  readonly all: readonly Host[];
  /** The one that plays the DUT, which may be restarted. */
  readonly dut: ReconnectingHost;
}

const dispose = async (hosts: readonly Host[]): Promise<void> => {
  await Promise.allSettled(hosts.map((host) => host[Symbol.asyncDispose]()));
};

/**
 * Connects to all machines concurrently; all or none.
 * @throws Unreachable, HostKeyRejected, AuthenticationFailed for the first machine that failed; Interrupted
 */
export const connect = async (
  testbed: Testbed,
  signal: AbortSignal,
  log: (entry: CommandLogEntry) => void,
): Promise<Machines> => {
  const names = [...new Set(Object.values(testbed.roles).map((role) => role.machine))];
  const attempts = await Promise.allSettled(
    names.map((name) => {
      const connection = testbed.connections[name];
      if (connection === undefined) throw new Error(`machine ${name} has no connection`);
      return ReconnectingHost.open((how) => openHost(name, connection, { log, ...how }), {
        signal,
      });
    }),
  );
  const hosts = attempts.flatMap((attempt) =>
    attempt.status === 'fulfilled' ? [attempt.value] : [],
  );
  const failed = attempts.find((attempt) => attempt.status === 'rejected');
  if (failed !== undefined) {
    await dispose(hosts);
    throw failed.reason;
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
