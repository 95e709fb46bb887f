import type { StatedPort } from '../../../config/testbed/port.js';
import type { RoleName } from '../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import { namespaceBefore } from '../../../config/testbed/tester/namespace-before.js';
import type { Host } from '../../../host/host.js';
import { NamespaceMissing } from '../../../host/errors.js';
import { query } from '../../../host/query.js';
import { NICS, nicsOf, nicText, type Nic } from '../../../linux/device/nic.js';
import { groupBy } from '../../../model/group-by.js';
import { PreconditionFailure } from '../../../model/failure.js';
import { identityText } from '../../../model/network/port-identity.js';

/** The remedy for ports whose addresses in the testbed match no device. */
export const CORRECT_ADDRESSES =
  'correct them in the testbed: ip -d link shows permanent MAC addresses (permaddr), lspci -D PCI addresses';

/** A port whose interface is not known, and why. */
export interface UnknownInterface {
  readonly machine: string;
  readonly port: string;
  readonly reason: string;
}

/** The ports of a role with their interfaces, and those whose interface was not found. */
interface Found {
  readonly ports: readonly StatedPort[];
  readonly unknown: readonly UnknownInterface[];
}

const there = (nics: readonly Nic[]): string => nics.map(nicText).join(', ') || 'none';

/**
 * Finds the interfaces of a role's ports among the NICs of its network namespace. Pure.
 * @param place ` in namespace gen`; empty for the initial namespace
 */
export const interfacesOf = (
  machine: string,
  ports: readonly StatedPort[],
  nics: readonly Nic[],
  place: string,
): Found => {
  const looked = ports.map((port) => {
    if (port.identity === undefined) return { port };
    const asked = `${identityText(port.identity)}${place}`;
    const [nic, ...others] = nicsOf(nics, port.identity);
    if (nic === undefined) {
      return { port, reason: `no network device has ${asked}; there are ${there(nics)}` };
    }
    return others.length > 0
      ? { port, reason: `several network devices have ${asked}: ${there([nic, ...others])}` }
      : { port: { ...port, interface: nic.name } };
  });
  const unknown = looked.flatMap(({ port, reason }) =>
    reason === undefined ? [] : [{ machine, port: port.name, reason }],
  );
  const missing = new Set(unknown.map(({ port }) => port));
  const known = looked.map(({ port }) => port).filter(({ name }) => !missing.has(name));
  const shared = [...groupBy(known, (port) => port.interface)].flatMap(
    ([device, [first, ...again]]) =>
      again.map((port) => ({
        machine,
        port: port.name,
        reason: `it is ${device}, the same interface as port ${first?.name ?? ''}`,
      })),
  );
  return { ports: looked.map(({ port }) => port), unknown: [...unknown, ...shared] };
};

/** The ports of a role, and where they are before a run. */
type PlacedPorts = Pick<
  Testbed['roles'][RoleName],
  'machine' | 'ports' | 'namespace' | 'makeNamespace'
>;

const findOn = async (
  host: Host,
  role: PlacedPorts,
  signal: AbortSignal | undefined,
): Promise<Found> => {
  const { machine, ports } = role;
  if (ports.every(({ identity }) => identity === undefined)) return { ports, unknown: [] };
  const namespace = namespaceBefore(role);
  const nics = await query(host.in(namespace), NICS, { signal }).catch((error: unknown) => {
    if (error instanceof NamespaceMissing) return { unread: error.facts.got };
    throw error;
  });
  if ('unread' in nics) {
    const unknown = ports.map(({ name }) => ({ machine, port: name, reason: nics.unread }));
    return { ports, unknown };
  }
  const place = namespace === undefined ? '' : ` in namespace ${namespace}`;
  return interfacesOf(machine, ports, nics.value, place);
};

/**
 * Resolves the MAC or PCI addresses of a testbed's ports to their present interfaces. Machines that are
 * not connected are skipped.
 * @throws what Host.run throws
 */
export const findInterfaces = async <Of extends Pick<Testbed, 'roles'>>(
  testbed: Of,
  hostOf: (role: RoleName) => Host | undefined,
  signal?: AbortSignal,
): Promise<{ readonly testbed: Of; readonly unknown: readonly UnknownInterface[] }> => {
  const find = (role: RoleName): Promise<Found> | Found => {
    const host = hostOf(role);
    const { ports } = testbed.roles[role];
    return host === undefined ? { ports, unknown: [] } : findOn(host, testbed.roles[role], signal);
  };
  const [generator, dut, sink] = await Promise.all([find('generator'), find('dut'), find('sink')]);
  const { roles } = testbed;
  return {
    testbed: {
      ...testbed,
      roles: {
        generator: { ...roles.generator, ports: [...generator.ports] },
        dut: { ...roles.dut, ports: [...dut.ports] },
        sink: { ...roles.sink, ports: [...sink.ports] },
      },
    },
    unknown: [generator, dut, sink].flatMap(({ unknown }) => unknown),
  };
};

/**
 * The same, but every port must exist.
 * @throws PreconditionFailure that names each missing port, its machine and the NICs found there
 */
export const withInterfaces = async <Of extends Pick<Testbed, 'roles'>>(
  testbed: Of,
  byRole: Readonly<Record<RoleName, Host>>,
  signal?: AbortSignal,
): Promise<Of> => {
  const found = await findInterfaces(testbed, (role) => byRole[role], signal);
  if (found.unknown.length === 0) return found.testbed;
  throw new PreconditionFailure({
    attempted: 'looking for the ports of the testbed',
    where: [...new Set(found.unknown.map(({ machine }) => machine))].join(', '),
    got: found.unknown
      .map(({ machine, port, reason }) => `port ${port} on ${machine}: ${reason}`)
      .join('\n'),
    remedy: CORRECT_ADDRESSES,
  });
};

/**
 * Checks that a machine's ports still have the interface names they had before it was restarted, since
 * the steps that are applied again use these names.
 * @throws PreconditionFailure
 */
export const requireSameInterfaces = async (
  host: Host,
  role: PlacedPorts,
  signal?: AbortSignal,
): Promise<void> => {
  const { ports, unknown } = await findOn(host, role, signal);
  const changed = ports.flatMap((port, index) => {
    const before = role.ports[index]?.interface;
    return before === port.interface
      ? []
      : [`port ${port.name} was ${before} and is ${port.interface}`];
  });
  const got = [...unknown.map(({ port, reason }) => `port ${port}: ${reason}`), ...changed];
  if (got.length === 0) return;
  throw new PreconditionFailure({
    attempted: 'looking for its ports after it was restarted',
    where: host.name,
    got: got.join('; '),
    remedy:
      'make interface names persistent: systemd.link(5), or net.ifnames on its kernel command line',
  });
};
