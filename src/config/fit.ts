import { USUAL_ROUTES } from '../model/network/routers.js';
import { withoutFcs } from '../model/frame.js';
import { FRAME_LIST_BYTES, frameListBytes } from '../model/frame-list.js';
import { atValue, type Finding } from '../document/finding.js';
import { InvalidFile } from '../document/invalid-file.js';
import type { LoadedPlaybook } from './load.js';
import { mediaFindings, type Media } from './media-checks.js';
import { placedPorts } from './testbed/placed-port.js';
import type { Playbook } from './playbook.js';
import type { RoleName, TestbedFile } from './testbed/testbed-file.js';
import { untimedFindings } from './timestamp-checks.js';
import { resetFitFindings } from './reset-checks.js';
import { readYaml } from '../document/yaml-source.js';

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
    const message = `asks for ${asked} links between the DUT and the ${role}; testbed '${testbed.name}' has ${links}`;
    return [atValue([key], message)];
  });

/** A deterministic lab's frames are all there before a trial begins. */
const framesForSources = ({ lab }: TestbedFile, { frameSizes, traffic }: Playbook): Finding[] => {
  if (lab?.kind !== 'deterministic' || traffic.destinations === 'one') return [];
  return frameSizes.flatMap((size, index) => {
    const bytes = frameListBytes(USUAL_ROUTES, withoutFcs(size));
    const message = `${USUAL_ROUTES} frames of ${size} bytes are more than a port of the deterministic lab holds: ${bytes} of ${FRAME_LIST_BYTES} bytes`;
    return bytes <= FRAME_LIST_BYTES ? [] : [atValue(['frameSizes', index], message)];
  });
};

/** What sends in a deterministic lab is in the generator's ports, and one command starts all of it. */
const sourcesOnly = ({ lab }: TestbedFile, { traffic, trial }: Playbook): Finding[] => {
  const asked = [
    ...(traffic.direction === 'bidirectional' ? [['traffic', 'direction']] : []),
    ...(trial.learning > 0 ? [['trial', 'learning']] : []),
  ];
  if (lab?.kind !== 'deterministic') return [];
  return asked.map((path) =>
    atValue(path, 'wants the sink to send: in a deterministic lab only the generator does'),
  );
};

/** On a machine that is told everything at once nothing can be done while a trial goes on. */
const bareOnly = ({ lab }: TestbedFile, { modifiers }: Playbook): Finding[] =>
  lab?.kind !== 'deterministic'
    ? []
    : modifiers.flatMap((modifier, index) =>
        modifier === 'none'
          ? []
          : [atValue(['modifiers', index], `'${modifier}' takes machines that run in real time`)],
      );

/** What a playbook asks for and a testbed does not have. Places are in the playbook. */
export const fitFindings = (testbed: TestbedFile, playbook: Playbook): readonly Finding[] => [
  ...untimedFindings(testbed, playbook),
  ...resetFitFindings(testbed, playbook),
  ...missingLinks(testbed, playbook),
  ...framesForSources(testbed, playbook),
  ...sourcesOnly(testbed, playbook),
  ...bareOnly(testbed, playbook),
  ...mediaFindings(testbed, playbook),
];

const refuse = ({ path, text }: LoadedPlaybook, findings: readonly Finding[]): void => {
  if (findings.length === 0) return;
  throw InvalidFile.at(path, findings.map(readYaml(text).locate));
};

/** Makes sure that a playbook can run on a testbed. @throws InvalidFile naming the playbook */
export const checkFit = (testbed: TestbedFile, loaded: LoadedPlaybook): void => {
  refuse(loaded, fitFindings(testbed, loaded.playbook));
};

/** Makes sure that some links carry a playbook's loads. @throws InvalidFile naming the playbook */
export const checkMedia = (media: Media, loaded: LoadedPlaybook): void => {
  refuse(loaded, mediaFindings(media, loaded.playbook));
};
