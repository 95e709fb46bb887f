import { atValue, type Finding } from '../../document/finding.js';
import type { PlacedPort } from './placed-port.js';
import type { TestbedFile } from './testbed-file.js';

/** Every port with the same key as an earlier one, paired with that one; ports without a key are ignored. */
const repeated = (
  ports: readonly PlacedPort[],
  key: (port: PlacedPort) => string | undefined,
): (readonly [again: PlacedPort, first: PlacedPort])[] => {
  const firsts = new Map<string, PlacedPort>();
  return ports.flatMap((port) => {
    const own = key(port);
    if (own === undefined) return [];
    const first = firsts.get(own);
    if (first !== undefined) return [[port, first] as const];
    firsts.set(own, port);
    return [];
  });
};

const repeatedNames = (ports: readonly PlacedPort[]): Finding[] =>
  repeated(ports, ({ port }) => port.name).map(([again, first]) =>
    atValue(
      [...again.path, 'name'],
      `the ${first.role} already has a port '${again.port.name}'; port names must be unique in a testbed`,
    ),
  );

/** Device names are unique within a network stack: the one that ports are in before a run moves them. */
const repeatedInterfaces = ({ roles }: TestbedFile, ports: readonly PlacedPort[]): Finding[] =>
  repeated(ports, ({ role, port }) =>
    port.identity === undefined
      ? [
          roles[role].machine,
          roles[role].makeNamespace === true ? '' : (roles[role].namespace ?? ''),
          port.interface,
        ].join(' ')
      : undefined,
  ).map(([again, first]) =>
    atValue(
      [...again.path, 'interface'],
      `'${again.port.interface}' is already port '${first.port.name}' of the same machine`,
    ),
  );

const repeatedAddresses = (ports: readonly PlacedPort[]): Finding[] =>
  repeated(ports, ({ port: { identity } }) =>
    identity?.by === 'mac' ? identity.address : undefined,
  ).map(([again, first]) =>
    atValue(
      [...again.path, 'mac'],
      `port '${first.port.name}' of the ${first.role} already has this Ethernet address; addresses must be unique`,
    ),
  );

const repeatedSlots = ({ roles }: TestbedFile, ports: readonly PlacedPort[]): Finding[] =>
  repeated(ports, ({ role, port: { identity } }) =>
    identity?.by === 'pci' ? `${roles[role].machine} ${identity.address}` : undefined,
  ).map(([again, first]) =>
    atValue(
      [...again.path, 'pci'],
      `'${again.port.identity?.address ?? ''}' is already port '${first.port.name}' of the same machine; if a card has several ports at one PCI address, give their mac`,
    ),
  );

/** Interfaces that get their names from the testbed. */
const nameless = ({ lab, softwareNic }: TestbedFile, ports: readonly PlacedPort[]): Finding[] => {
  if (lab === undefined && softwareNic === undefined) return [];
  const why =
    softwareNic === undefined
      ? "a lab's interfaces are eth1, eth2, ... on every boot"
      : 'a run creates the software NICs with the names from the testbed';
  return ports.flatMap(({ port: { identity }, path }) =>
    identity === undefined ? [] : [atValue([...path, identity.by], `${why}: use interface`)],
  );
};

/** Problems with a testbed's ports. */
export const portFindings = (
  file: TestbedFile,
  ports: readonly PlacedPort[],
): readonly Finding[] => [
  ...repeatedNames(ports),
  ...repeatedInterfaces(file, ports),
  ...repeatedAddresses(ports),
  ...repeatedSlots(file, ports),
  ...nameless(file, ports),
];
