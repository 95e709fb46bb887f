import { atKey, atValue, type Finding } from '../../document/finding.js';
import { unknownName } from '../../document/names.js';
import type { PlacedPort } from './placed-port.js';
import type { RoleName, TestbedFile } from './testbed-file.js';

/** Why a link between two roles is refused; only links of the DUT to generator or sink are allowed. */
const refusal = (a: RoleName, b: RoleName): string | undefined => {
  const pair = [a, b].toSorted().join(' ');
  switch (pair) {
    case 'dut generator':
    case 'dut sink':
      return undefined;
    case 'generator sink':
      return 'connects the generator to the sink: frames would bypass the DUT';
    case 'dut dut':
      return 'connects two ports of the DUT: its own frames would return to it';
    default:
      return `connects two ports of the ${a}: no frame would reach the DUT`;
  }
};

const ends = ({ links }: TestbedFile) =>
  links.flatMap((link, index) =>
    link.map((name, end) => ({ name, index, path: ['links', index, end] as const })),
  );

const unknownEnds = (file: TestbedFile, names: readonly string[]): Finding[] => {
  const known = new Set(names);
  return ends(file)
    .filter(({ name }) => !known.has(name))
    .map(({ name, path }) => atValue(path, unknownName('port', name, names)));
};

const repeatedEnds = (file: TestbedFile): Finding[] => {
  const firsts = new Map<string, number>();
  return ends(file).flatMap(({ name, index, path }) => {
    const first = firsts.get(name);
    firsts.set(name, first ?? index);
    if (first === undefined) return [];
    return [atValue(path, `port '${name}' is already an end of links[${first}]`)];
  });
};

const refusedLinks = (file: TestbedFile, ports: ReadonlyMap<string, PlacedPort>): Finding[] =>
  file.links.flatMap(([from, to], index) => {
    const [a, b] = [ports.get(from), ports.get(to)];
    // A port linked to itself is reported as used twice.
    if (a === undefined || b === undefined || a === b) return [];
    const why = refusal(a.role, b.role);
    if (why === undefined) return [];
    return [
      atValue(['links', index], `${why}; a link connects the DUT to the generator or the sink`),
    ];
  });

const unlinkedRoles = (file: TestbedFile, ports: ReadonlyMap<string, PlacedPort>): Finding[] =>
  (['generator', 'sink'] as const)
    .filter(
      (role) =>
        !file.links.some((link) => {
          const roles = link.map((name) => ports.get(name)?.role);
          return roles.includes(role) && roles.includes('dut');
        }),
    )
    .map((role) => atKey(['links'], `links: none connects the ${role} to the DUT`));

/** Problems with a testbed's links. Ports without a link are allowed: they are spare. */
export const linkFindings = (file: TestbedFile, ports: readonly PlacedPort[]): Finding[] => {
  // Of two ports with the same name, the first is used.
  const byName = new Map(ports.toReversed().map((placed) => [placed.port.name, placed]));
  const names = [...new Set(ports.map(({ port }) => port.name))];
  const unknown = unknownEnds(file, names);
  return [
    ...unknown,
    ...repeatedEnds(file),
    ...refusedLinks(file, byName),
    // A link with a mistyped end may be the one that seems to be missing.
    ...(unknown.length > 0 ? [] : unlinkedRoles(file, byName)),
  ];
};
