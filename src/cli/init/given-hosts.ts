import { resolve } from 'node:path';
import { ROLES } from '../../config/testbed/placed-port.js';
import type { Connection, RoleName } from '../../config/testbed/testbed-file.js';
import { hostArgument } from './host-argument.js';

/** A host for each role. */
export type Hosts = Readonly<Record<RoleName, string>>;

/** A host for some of the roles. */
export type GivenHosts = Readonly<Record<RoleName, string | undefined>>;

/** The hosts of the roles, as far as the command line names them; undefined if it names too many. */
export const hostsOf = (hosts: readonly string[], named: GivenHosts): GivenHosts | undefined => {
  const [first, second, third, fourth] = hosts;
  if (first === undefined) return named;
  if (fourth !== undefined || Object.values(named).some((host) => host !== undefined)) {
    return undefined;
  }
  // Of two, the first plays both generator and sink.
  return { generator: first, dut: second, sink: third };
};

/** The hosts of all roles, if enough of them are given: without a sink the generator receives. */
export const wholeOf = ({ generator, dut, sink = generator }: GivenHosts): Hosts | undefined =>
  generator === undefined || dut === undefined || sink === undefined
    ? undefined
    : { generator, dut, sink };

/** The machine of each role: one that plays generator and sink is the tester. */
export const machinesOf = ({ generator, sink }: Hosts): Hosts =>
  generator === sink
    ? { generator: 'tester', dut: 'dut', sink: 'tester' }
    : { generator: 'generator', dut: 'dut', sink: 'sink' };

/** How ssh logs in, if its own configuration does not define it. */
export interface LoginFiles {
  readonly identityFile?: string | undefined;
  readonly knownHosts?: string | undefined;
}

const connectionOf = (host: string, { identityFile, knownHosts }: LoginFiles): Connection => {
  const connection = hostArgument(host);
  if (connection.type === 'local') return connection;
  return {
    ...connection,
    identityFile: identityFile && resolve(identityFile),
    knownHosts: knownHosts && resolve(knownHosts),
  };
};

/** How machines are reached by their names in the testbed, or what is wrong with a host. */
export const connectionsOf = (
  machines: Hosts,
  hosts: Hosts,
  login: LoginFiles,
): Readonly<Record<string, Connection>> | string => {
  try {
    return Object.fromEntries(
      ROLES.map((role) => [machines[role], connectionOf(hosts[role], login)] as const),
    );
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
};
