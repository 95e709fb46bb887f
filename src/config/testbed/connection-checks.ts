import { atKey, atValue, type Finding } from '../../document/finding.js';
import { placedPorts } from './placed-port.js';
import type { TestbedFile } from './testbed-file.js';

/** The management interface of a lab's machines. */
const MANAGEMENT = 'eth0';

const inLab = (file: TestbedFile): Finding[] => [
  ...Object.entries(file.machines)
    .filter(([, { connection }]) => connection !== undefined)
    .map(([name]) =>
      atKey(['machines', name, 'connection'], 'the lab sets the connection; remove it'),
    ),
  ...placedPorts(file)
    .filter(({ port }) => port.interface === MANAGEMENT)
    .map(({ path }) =>
      atValue(
        [...path, 'interface'],
        `'${MANAGEMENT}' is the lab's management interface; ports for test frames start at 'eth1'`,
      ),
    ),
];

const withoutLab = (file: TestbedFile): Finding[] =>
  Object.entries(file.machines).flatMap(([name, machine]) => {
    const findings = (['memory', 'cpus'] as const)
      .filter((key) => machine[key] !== undefined)
      .map((key) => atKey(['machines', name, key], `${key}: applies only to a lab; remove it`));
    if (machine.connection !== undefined) return findings;
    const missing = "missing; without a lab, specify how to reach the machine: 'ssh' or 'local'";
    return [...findings, atValue(['machines', name, 'connection'], missing)];
  });

/** Problems with the machines' connections, which a lab sets. */
export const connectionFindings = (file: TestbedFile): Finding[] =>
  file.lab === undefined ? withoutLab(file) : inLab(file);
