import { randomUUID } from 'node:crypto';
import type { Connection, RoleName } from '../../config/testbed/testbed-file.js';
import { plural } from '../../document/wording.js';
import { openHost } from '../../host/open.js';
import { seconds } from '../../model/units.js';
import { choosePorts, type PortChoice } from '../../preflight/wiring/free-ports.js';
import { observe } from '../../preflight/wiring/observe.js';
import type { Observation } from '../../preflight/wiring/wiring.js';
import { connectAll, type LockingOptions, type Reached } from '../backends/machines/connect.js';
import { requireReached } from './not-reached.js';

/** What was found on the machines, and about their cables. */
export interface Discovery extends Reached, PortChoice {
  readonly observations: readonly Observation[];
}

/** For the first command on a machine: a login shell may hang. */
const FIRST_DEADLINE = seconds(30);

/** A machine's connection, with sudo if the login is not root's. */
const asRoot = async (
  name: string,
  connection: Connection,
  { signal, log, connectTimeout }: Omit<LockingOptions, 'purpose'>,
): Promise<Connection> => {
  await using host = await openHost(
    name,
    { ...connection, sudo: false },
    { signal, log, connectTimeout },
  );
  const { stdout } = await host.run(['id', '-u'], { deadline: FIRST_DEADLINE, signal });
  return { ...connection, sudo: stdout.trim() !== '0' };
};

/** Runs work for each machine. @throws NotReached if several fail, or the error of the only one */
const ofEach = async <Value>(
  hosts: Reached['connections'],
  work: (name: string, connection: Connection) => Promise<Value>,
): Promise<readonly (readonly [name: string, Value])[]> => {
  const entries = Object.entries(hosts);
  const ended = await Promise.allSettled(entries.map(([name, how]) => work(name, how)));
  requireReached(
    ended.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : [])),
  );
  return ended.flatMap((each, index) => {
    const [name = ''] = entries[index] ?? [];
    return each.status === 'fulfilled' ? [[name, each.value] as const] : [];
  });
};

/**
 * Logs in to the machines of the roles, finds their free ports, and tests with frames which
 * of them are connected. Its changes are undone.
 * @throws NotReached if several machines failed, otherwise what connect and observe throw
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
    await ofEach(hosts, (name, connection) => asRoot(name, connection, options)),
  );
  const reached: Reached = {
    roles: {
      generator: { machine: machines.generator },
      dut: { machine: machines.dut },
      sink: { machine: machines.sink },
    },
    connections,
  };
  await using connected = await connectAll(reached, { ...options, purpose: { doing: 'init' } });
  requireReached(connected.failed.map(({ error }) => error));
  const runId = `init-${randomUUID()}`;
  const { free, untried, nics } = await choosePorts(
    connected.hosts.map((host) => ({ host, ports: [] })),
    signal,
  );
  announce(`sending test frames from ${plural(free.length, 'free port')} to find their cables`);
  const observations = await observe(free, { runId, signal });
  return { ...reached, free, untried, nics, observations };
};
