import { atValue, type Finding } from '../document/finding.js';
import { bytes } from '../model/units.js';
import { InvalidFile } from '../document/invalid-file.js';
import { sourceFindings } from './source-checks.js';
import { placedInFile, type EnvironmentKind } from './stated/environments.js';
import { loadedIn, type LoadedPlaybook } from './load.js';
import { mediaFindings, type LinkMedia } from './media-checks.js';
import { inEachNetwork } from './networks/network-findings.js';
import type { OfOneNetwork } from './networks/networks.js';
import { sendsBySource, sourceTestbed } from './testbed/sending.js';
import { placedPorts } from './testbed/placed-port.js';
import type { Playbook, StatedPlaybook } from './playbook.js';
import {
  expectedPlaybook,
  findingsAtAnyReference,
  referenceFindings,
  referencePlaybook,
} from './stated/reference.js';
import { lineRate } from '../model/frame.js';
import type { RoleName, TestbedFile } from './testbed/testbed-file.js';
import { untimedFindings } from './timestamp-checks.js';
import { receiveFitFindings } from './receive/receive-checks.js';
import { resetFitFindings } from './reset-checks.js';
import { readYaml } from '../document/yaml/read.js';

const linksTo = (testbed: TestbedFile, role: RoleName): number => {
  const names = new Set(
    placedPorts(testbed)
      .filter((placed) => placed.role === role)
      .map(({ port }) => port.name),
  );
  return testbed.links.filter((link) => link.some((name) => names.has(name))).length;
};

const missingLinks = (testbed: TestbedFile, playbook: Playbook): Finding[] =>
  (
    [
      ['ingressPorts', 'generator'],
      ['egressPorts', 'sink'],
    ] as const
  ).flatMap(([key, role]) => {
    const [asked, links] = [playbook[key], linksTo(testbed, role)];
    if (asked <= links) return [];
    const message = `needs ${asked} links between the DUT and the ${role}; testbed '${testbed.name}' has ${links}`;
    return [atValue([key], message)];
  });

/** Whether a testbed has fewer links than a playbook needs. */
export const lacksLinks = (testbed: TestbedFile, playbook: Playbook): boolean =>
  missingLinks(testbed, playbook).length > 0;

/** What a playbook needs and a testbed lacks, located in the playbook. */
export const fitFindings = (testbed: TestbedFile, playbook: Playbook): readonly Finding[] => [
  ...untimedFindings(testbed, playbook),
  ...resetFitFindings(testbed, playbook),
  ...missingLinks(testbed, playbook),
  ...(sendsBySource(testbed)
    ? inEachNetwork(playbook, (one) => sourceFindings(one, sourceTestbed(testbed)))
    : []),
  ...inEachNetwork(playbook, (one) => receiveFitFindings(testbed, one)),
  ...mediaFindings(testbed, playbook),
];

/** The environment of a testbed's machines. */
const ENVIRONMENTS = { virtual: 'emulated', deterministic: 'instruction-time' } as const;
const environmentOf = ({ lab }: Pick<TestbedFile, 'lab'>): EnvironmentKind =>
  lab === undefined ? 'metal' : ENVIRONMENTS[lab.kind];

/** The maximum load from one port to one port, with the smallest frames. */
const mostOnePort = ({ linkSpeed }: LinkMedia, { frameSizes }: StatedPlaybook) =>
  linkSpeed && lineRate(bytes(Math.min(...frameSizes)), linkSpeed);

/** The findings of a playbook and of the search for its reference. */
const findingsOf = (
  media: LinkMedia,
  stated: StatedPlaybook,
  rules: (playbook: Playbook) => readonly Finding[],
): readonly Finding[] => {
  const { reference } = stated;
  const ofReference =
    reference === undefined
      ? []
      : referenceFindings(
          mediaFindings(media, referencePlaybook(expectedPlaybook(stated), reference)),
        );
  return [...ofReference, ...findingsAtAnyReference(stated, rules, mostOnePort(media, stated))];
};

const refuse = (
  { path, text, stated }: LoadedPlaybook,
  kind: EnvironmentKind,
  findings: readonly Finding[],
): void => {
  if (findings.length === 0) return;
  const placed = placedInFile(stated, kind, findings);
  throw InvalidFile.at(path, placed.map(readYaml(text).locate));
};

/**
 * Checks that a playbook can run on a testbed.
 * @returns the playbook for that environment
 * @throws InvalidFile naming the playbook
 */
export const checkFit = (testbed: TestbedFile, loaded: LoadedPlaybook): LoadedPlaybook => {
  const kind = environmentOf(testbed);
  const there = loadedIn(loaded, kind);
  const rules = (playbook: Playbook) => fitFindings(testbed, playbook);
  refuse(loaded, kind, findingsOf(testbed, there.stated, rules));
  return there;
};

/** A simulated device is one router, with an interface on each port. */
const severalRouters = ({ routers }: OfOneNetwork): Finding[] =>
  (['count', 'interfaces'] as const).flatMap((key) => {
    if (routers[key] === 1) return [];
    const most = key === 'count' ? '1 router' : '1 interface per port';
    const message = `a simulated device has ${most}, found ${routers[key]}: run the playbook on a testbed`;
    return [atValue(['routers', key], message)];
  });

/** Checks that a playbook can run on simulated devices. @throws InvalidFile naming the playbook */
export const checkSimulation = (media: LinkMedia, loaded: LoadedPlaybook): LoadedPlaybook => {
  const there = loadedIn(loaded, 'simulated');
  const rules = (playbook: Playbook) => [
    ...inEachNetwork(playbook, severalRouters),
    ...mediaFindings(media, playbook),
  ];
  refuse(loaded, 'simulated', findingsOf(media, there.stated, rules));
  return there;
};
