import { connectionFindings } from './connection-checks.js';
import { atValue, type Finding } from '../../document/finding.js';
import { linkFindings } from './link-checks.js';
import { unknownName } from '../../document/names.js';
import { repeatedValues } from '../../document/repeated-values.js';
import { placedPorts, ROLES, type PlacedPort } from './placed-port.js';
import { softnicFindings } from './softnic-checks.js';
import type { RoleName, TestbedFile } from './testbed-file.js';
import { tuningFindings } from './tuning/checks.js';

const unknownMachines = ({ machines, roles }: TestbedFile): Finding[] =>
  ROLES.filter((role) => !Object.hasOwn(machines, roles[role].machine)).map((role) =>
    atValue(
      ['roles', role, 'machine'],
      unknownName('machine', roles[role].machine, Object.keys(machines)),
    ),
  );

/** Every port with the same key as an earlier one, with that one. */
const repeated = (
  ports: readonly PlacedPort[],
  key: (port: PlacedPort) => string,
): (readonly [again: PlacedPort, first: PlacedPort])[] => {
  const firsts = new Map<string, PlacedPort>();
  return ports.flatMap((port) => {
    const first = firsts.get(key(port));
    if (first !== undefined) return [[port, first] as const];
    firsts.set(key(port), port);
    return [];
  });
};

const repeatedPorts = (ports: readonly PlacedPort[]): Finding[] =>
  repeated(ports, ({ port }) => port.name).map(([again, first]) =>
    atValue(
      [...again.path, 'name'],
      `the ${first.role} already has a port '${again.port.name}'; port names must be unique in a testbed`,
    ),
  );

/** The network stack of a role's ports, within which device names are unique. */
const stackOf = ({ roles }: TestbedFile, role: RoleName): [machine: string, namespace: string] => [
  roles[role].machine,
  roles[role].namespace ?? '',
];

const repeatedInterfaces = (file: TestbedFile, ports: readonly PlacedPort[]): Finding[] =>
  repeated(ports, ({ role, port }) => [...stackOf(file, role), port.interface].join(' ')).map(
    ([again, first]) =>
      atValue(
        [...again.path, 'interface'],
        `'${again.port.interface}' is already port '${first.port.name}' of the same machine`,
      ),
  );

const repeatedCpus = ({ roles }: TestbedFile): Finding[] =>
  ROLES.flatMap((role) => repeatedValues(roles[role].cpus ?? [], ['roles', role, 'cpus']));

/** Frames between addresses of one network stack never leave it: nothing would be measured. */
const sharedStacks = (file: TestbedFile): Finding[] =>
  (['generator', 'sink'] as const)
    .filter((role) => stackOf(file, role).join(' ') === stackOf(file, 'dut').join(' '))
    .map((role) =>
      atValue(
        ['roles', role, 'machine'],
        `the ${role} and the DUT share a network stack: frames between them would never reach a` +
          ' cable; use another machine or a namespace',
      ),
    );

/** Checks of a testbed beyond its schema. Empty when it is valid. */
export const testbedFindings = (file: TestbedFile): readonly Finding[] => {
  const ports = placedPorts(file);
  return [
    ...connectionFindings(file),
    ...unknownMachines(file),
    ...sharedStacks(file),
    ...repeatedPorts(ports),
    ...repeatedInterfaces(file, ports),
    ...repeatedCpus(file),
    ...linkFindings(file, ports),
    ...softnicFindings(file),
    ...tuningFindings(file),
  ];
};
