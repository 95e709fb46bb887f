import { atKey, atValue, type Finding } from '../../document/finding.js';
import { ROLES } from './placed-port.js';
import type { TestbedFile } from './testbed-file.js';

/** As many as the module makes on one machine: SOFTNIC_MAX_PORTS in kernel-patch/softnic. */
const MOST_PORTS = 64;

const oneMachine = ({ roles }: TestbedFile): Finding[] =>
  ROLES.filter((role) => roles[role].machine !== roles.dut.machine).map((role) =>
    atValue(
      ['roles', role, 'machine'],
      `with a softwareNic all roles are on one machine, here '${roles.dut.machine}'`,
    ),
  );

const tooManyPorts = ({ links }: TestbedFile): Finding[] =>
  links.length * 2 <= MOST_PORTS
    ? []
    : [
        atKey(
          ['links'],
          `links: ${links.length} links take ${links.length * 2} software ports; a machine has ${MOST_PORTS} at most`,
        ),
      ];

/** The processors of a machine that a lab boots are known before it is booted. */
const missingCpus = ({ lab, machines, roles }: TestbedFile): Finding[] => {
  if (lab === undefined) return [];
  return ROLES.flatMap((role) => {
    const count = machines[roles[role].machine]?.cpus ?? 1;
    return (roles[role].cpus ?? []).flatMap((cpu, index) => {
      if (cpu < count) return [];
      const has = count === 1 ? 'CPU 0 only' : `CPUs 0 to ${count - 1}`;
      const message = `machine '${roles[role].machine}' has ${has}: see its 'cpus'`;
      return [atValue(['roles', role, 'cpus', index], message)];
    });
  });
};

/** SOFTNIC_SPEED_MIN and SOFTNIC_SPEED_MAX there. */
const SPEEDS = { least: 10e6, most: 400e9 };

const impossibleSpeed = ({ linkSpeed }: TestbedFile): Finding[] =>
  linkSpeed === undefined || (linkSpeed >= SPEEDS.least && linkSpeed <= SPEEDS.most)
    ? []
    : [atValue(['linkSpeed'], 'the ports of a softwareNic have 10 Mb/s to 400 Gb/s')];

const withSoftwareNic = (file: TestbedFile): Finding[] => [
  ...oneMachine(file),
  ...impossibleSpeed(file),
  ...tooManyPorts(file),
];

/** What a lab whose clock counts instructions must be. */
const deterministic = ({ machines, roles, softwareNic }: TestbedFile): Finding[] => {
  const { machine } = roles.dut;
  return [
    ...(softwareNic === undefined
      ? [atKey(['lab'], 'lab: a deterministic lab has one machine and a softwareNic: add it')]
      : []),
    ...((machines[machine]?.cpus ?? 1) === 1
      ? []
      : [atValue(['machines', machine, 'cpus'], 'a deterministic lab has one CPU')]),
  ];
};

const pointlessCpus = ({ roles }: TestbedFile): Finding[] =>
  (['dut', 'sink'] as const)
    .filter((role) => roles[role].cpus !== undefined)
    .map((role) =>
      atKey(
        ['roles', role, 'cpus'],
        'cpus: only the ports of a softwareNic have one; leave it out',
      ),
    );

/** What is wrong with a testbed's software ports and the processors named for them. */
export const softwareNicFindings = (file: TestbedFile): Finding[] => [
  ...(file.softwareNic === undefined ? pointlessCpus(file) : withSoftwareNic(file)),
  ...(file.lab?.kind === 'deterministic' ? deterministic(file) : []),
  ...missingCpus(file),
];
