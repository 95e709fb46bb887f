import { atKey, atValue, type Finding } from '../../document/finding.js';
import { placedPorts } from './placed-port.js';
import type { TestbedFile } from './testbed-file.js';

/** The network device through which a lab's machines are managed. */
const MANAGEMENT = 'eth0';

const inLab = (file: TestbedFile): Finding[] => [
  ...Object.entries(file.machines)
    .filter(([, { connection }]) => connection !== undefined)
    .map(([name]) =>
      atKey(['machines', name, 'connection'], 'the lab fills the connection in; leave it out'),
    ),
  ...placedPorts(file)
    .filter(({ port }) => port.interface === MANAGEMENT)
    .map(({ path }) =>
      atValue(
        [...path, 'interface'],
        `'${MANAGEMENT}' is the lab's management port; ports for test frames start at 'eth1'`,
      ),
    ),
];

const withoutLab = (file: TestbedFile): Finding[] =>
  Object.entries(file.machines).flatMap(([name, machine]) => {
    const findings = (['memory', 'cpus'] as const)
      .filter((key) => machine[key] !== undefined)
      .map((key) => atKey(['machines', name, key], `${key}: only a lab can set it; leave it out`));
    if (machine.connection !== undefined) return findings;
    const missing = "missing; without a lab, say how the machine is reached: 'ssh' or 'local'";
    return [...findings, atValue(['machines', name, 'connection'], missing)];
  });

/** What is wrong with the ways the machines are reached, which a lab sees to where there is one. */
export const connectionFindings = (file: TestbedFile): Finding[] =>
  file.lab === undefined ? withoutLab(file) : inLab(file);
