import { atKey, atValue, type Finding } from '../../document/finding.js';
import { unknownName } from '../../document/names.js';
import type { PlacedPort } from './placed-port.js';
import type { RoleName, TestbedFile } from './testbed-file.js';

/** The two cables a test needs; every other pair of roles is refused, and here is why. */
const refusal = (a: RoleName, b: RoleName): string | undefined => {
  const pair = [a, b].toSorted().join(' ');
  switch (pair) {
    case 'dut generator':
    case 'dut sink':
      return undefined;
    case 'generator sink':
      return 'joins the generator to the sink: frames would bypass the DUT';
    case 'dut dut':
      return 'joins two ports of the DUT: its own frames would come back to it';
    default:
      return `joins two ports of the ${a}: no frame would reach the DUT`;
  }
};

const ends = ({ links }: TestbedFile) =>
  links.flatMap((link, index) =>
    link.map((name, end) => ({ name, index, path: ['links', index, end] as const })),
  );

const unknownEnds = (file: TestbedFile, names: readonly string[]): Finding[] =>
  ends(file)
    .filter(({ name }) => !names.includes(name))
    .map(({ name, path }) => atValue(path, unknownName('port', name, names)));

const repeatedEnds = (file: TestbedFile): Finding[] => {
  const firsts = new Map<string, number>();
  return ends(file).flatMap(({ name, index, path }) => {
    const first = firsts.get(name);
    firsts.set(name, first ?? index);
    if (first === undefined) return [];
    return [atValue(path, `port '${name}' is at the end of links[${first}] already`)];
  });
};

const refusedLinks = (file: TestbedFile, ports: ReadonlyMap<string, PlacedPort>): Finding[] =>
  file.links.flatMap(([from, to], index) => {
    const [a, b] = [ports.get(from), ports.get(to)];
    // A port joined to itself is reported as one that is used twice.
    if (a === undefined || b === undefined || a === b) return [];
    const why = refusal(a.role, b.role);
    if (why === undefined) return [];
    return [atValue(['links', index], `${why}; a link joins the DUT to the generator or the sink`)];
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
    .map((role) => atKey(['links'], `links: none joins the ${role} to the DUT`));

/** What is wrong with a testbed's cables. Ports without one are fine: they are spare. */
export const linkFindings = (file: TestbedFile, ports: readonly PlacedPort[]): Finding[] => {
  // Of two ports with one name the first keeps it.
  const byName = new Map(ports.toReversed().map((placed) => [placed.port.name, placed]));
  const names = [...new Set(ports.map(({ port }) => port.name))];
  const unknown = unknownEnds(file, names);
  return [
    ...unknown,
    ...repeatedEnds(file),
    ...refusedLinks(file, byName),
    // A link with a mistyped end may be the one that is missed.
    ...(unknown.length > 0 ? [] : unlinkedRoles(file, byName)),
  ];
};
