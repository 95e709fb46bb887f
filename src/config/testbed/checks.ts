import { clockFindings } from './clock-checks.js';
import { connectionFindings } from './connection-checks.js';
import { atValue, type Finding } from '../../document/finding.js';
import { linkFindings } from './link-checks.js';
import { unknownName } from '../../document/names.js';
import { repeatedValues } from '../../document/repeated-values.js';
import { placedPorts, ROLES } from './placed-port.js';
import { portFindings } from './port-checks.js';
import { softnicFindings } from './softnic/softnic-checks.js';
import type { RoleName, TestbedFile } from './testbed-file.js';
import { calibrationFindings } from './tester/calibration-checks.js';
import { namespaceFindings } from './tester/namespace-checks.js';
import { threadFindings } from './tester/thread-checks.js';
import { tuningFindings } from './tuning/checks.js';

const unknownMachines = ({ machines, roles }: TestbedFile): Finding[] =>
  ROLES.filter((role) => !Object.hasOwn(machines, roles[role].machine)).map((role) =>
    atValue(
      ['roles', role, 'machine'],
      unknownName('machine', roles[role].machine, Object.keys(machines)),
    ),
  );

/** The network stack of a role's ports, within which device names are unique. */
const stackOf = ({ roles }: TestbedFile, role: RoleName): [machine: string, namespace: string] => [
  roles[role].machine,
  roles[role].namespace ?? '',
];

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

/** Checks of a testbed beyond its schema. Empty if it is valid. */
export const testbedFindings = (file: TestbedFile): readonly Finding[] => {
  const ports = placedPorts(file);
  return [
    ...connectionFindings(file),
    ...unknownMachines(file),
    ...sharedStacks(file),
    ...portFindings(file, ports),
    ...namespaceFindings(file),
    ...repeatedCpus(file),
    ...linkFindings(file, ports),
    ...calibrationFindings(file, ports),
    ...softnicFindings(file),
    ...tuningFindings(file),
    ...threadFindings(file),
    ...clockFindings(file, ports),
  ];
};
