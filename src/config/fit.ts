import { lineRate } from '../model/frame.js';
import { bytes } from '../model/units.js';
import { atValue, type Finding } from './finding.js';
import { InvalidFile } from './invalid-file.js';
import type { LoadedPlaybook } from './load.js';
import { placedPorts } from './placed-port.js';
import { namedLoads } from './playbook-checks.js';
import type { Playbook, Procedure } from './playbook.js';
import type { RoleName, TestbedFile } from './testbed.js';
import { untimedFindings } from './timed-tests.js';
import { readYaml } from './yaml-source.js';

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

/**
 * Loads that no frame size of the playbook can have on the testbed's links. One that only the longer
 * frames cannot have is no error here: it shows in their trials as frames that were not offered.
 */
const impossibleLoads = ({ linkSpeed }: TestbedFile, playbook: Playbook): Finding[] => {
  if (linkSpeed === undefined) return [];
  const smallest = bytes(Math.min(...playbook.frameSizes));
  const most = lineRate(smallest, linkSpeed) * playbook.ingressPorts;
  return playbook.procedures
    .flatMap((procedure, index) => namedLoads(procedure, ['procedures', index]))
    .filter(([load]) => load > most)
    .map(([load, path]) => {
      const ports = playbook.ingressPorts === 1 ? '1 port' : `${playbook.ingressPorts} ports`;
      const links = `${ports} of ${linkSpeed / 1e6} Mb/s`;
      const message =
        `${load} pps is more than ${links} can carry: ${most} pps of ${smallest}-byte frames` +
        ' (RFC 2544 section 20)';
      return atValue(path, message);
    });
};

/** Tests that take more than pktgen and counters can tell, and why. */
const NOT_ON_MACHINES: Partial<Record<Procedure['test'], string>> = {
  'system-recovery': 'takes a load that changes within a trial, and frames with time stamps',
  reset: 'takes resets of the DUT while a trial goes on',
};

const testsForSimulation = ({ procedures }: Playbook): Finding[] =>
  procedures.flatMap(({ test }, index) => {
    const why = NOT_ON_MACHINES[test];
    const message = `${test} ${why}, which no testbed offers yet: vrbench run --simulate does`;
    return why === undefined ? [] : [atValue(['procedures', index, 'test'], message)];
  });

/** What a playbook asks for and a testbed does not have. Places are in the playbook. */
export const fitFindings = (testbed: TestbedFile, playbook: Playbook): readonly Finding[] => [
  ...testsForSimulation(playbook),
  ...untimedFindings(testbed, playbook),
  ...missingLinks(testbed, playbook),
  ...impossibleLoads(testbed, playbook),
];

/** Makes sure that a playbook can run on a testbed. @throws InvalidFile naming the playbook */
export const checkFit = (testbed: TestbedFile, loaded: LoadedPlaybook): void => {
  const findings = fitFindings(testbed, loaded.playbook);
  if (findings.length === 0) return;
  throw InvalidFile.at(loaded.path, findings.map(readYaml(loaded.text).locate));
};
