import { randomUUID } from 'node:crypto';
import type { Connection, RoleName } from '../../config/testbed/testbed-file.js';
import { openHost } from '../../host/open.js';
import { settleAll } from '../../model/concurrency/settle-all.js';
import type { Untried } from '../../preflight/wiring/findings.js';
import { choosePorts, type FreeNic } from '../../preflight/wiring/free-ports.js';
import { observe } from '../../preflight/wiring/observe.js';
import type { Observation } from '../../preflight/wiring/wiring.js';
import { connect, type LockingOptions, type Reached } from '../backends/machines/connect.js';

/** What the machines say of themselves and of each other. */
export interface Discovery extends Reached {
  readonly free: readonly FreeNic[];
  readonly untried: readonly Untried[];
  readonly observations: readonly Observation[];
}

/** How a machine is logged into: through sudo, where the login is not root's. */
const asRoot = async (
  name: string,
  connection: Connection,
  { signal, log }: Pick<LockingOptions, 'signal' | 'log'>,
): Promise<Connection> => {
  await using host = await openHost(name, { ...connection, sudo: false }, { signal, log });
  const { stdout } = await host.run(['id', '-u'], { signal });
  return { ...connection, sudo: stdout.trim() !== '0' };
};

/**
 * Logs in to the machines of the roles, finds their free ports, and tests with frames which
 * of them are connected. Its changes are undone.
 * @throws what connect and observe throw
 */
export const discover = async (
  machines: Readonly<Record<RoleName, string>>,
  hosts: Reached['connections'],
  options: Omit<LockingOptions, 'purpose'>,
  announce: (text: string) => void,
): Promise<Discovery> => {
  const { signal } = options;
  announce(`logging in to ${Object.keys(hosts).join(', ')}`);
  const connections = Object.fromEntries(
    await settleAll(
      Object.entries(hosts).map(async ([name, connection]) => {
        return [name, await asRoot(name, connection, options)] as const;
      }),
    ),
  );
  const reached: Reached = {
    roles: {
      generator: { machine: machines.generator },
      dut: { machine: machines.dut },
      sink: { machine: machines.sink },
    },
    connections,
  };
  await using connected = await connect(reached, { ...options, purpose: { doing: 'init' } });
  const runId = `init-${randomUUID()}`;
  const { free, untried } = await choosePorts(
    connected.all.map((host) => ({ host, ports: [] })),
    signal,
  );
  announce(`sending test frames from ${free.length} free ports, to see where their cables end`);
  const observations = await observe(free, { runId, signal });
  return { ...reached, free, untried, observations };
};
