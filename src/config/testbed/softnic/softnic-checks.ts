import { atKey, atValue, type Finding } from '../../../document/finding.js';
import { ROLES } from '../placed-port.js';
import type { TestbedFile } from '../testbed-file.js';

/** The module's limit per machine: SOFTNIC_MAX_PORTS in kernel-patch/softnic. */
const MAX_PORTS = 64;

const oneMachine = ({ roles }: TestbedFile): Finding[] =>
  ROLES.filter((role) => roles[role].machine !== roles.dut.machine).map((role) =>
    atValue(
      ['roles', role, 'machine'],
      `with softwareNic all roles must be on one machine, here '${roles.dut.machine}'`,
    ),
  );

const tooManyPorts = ({ links }: TestbedFile): Finding[] =>
  links.length * 2 <= MAX_PORTS
    ? []
    : [
        atKey(
          ['links'],
          `links: ${links.length} links need ${links.length * 2} softnic ports; a machine can have at most ${MAX_PORTS}`,
        ),
      ];

/** CPUs that a lab's machine does not have. */
const missingCpus = ({ lab, machines, roles }: TestbedFile): Finding[] => {
  if (lab === undefined) return [];
  return ROLES.flatMap((role) => {
    const count = machines[roles[role].machine]?.cpus ?? 1;
    return (roles[role].cpus ?? []).flatMap((cpu, index) => {
      if (cpu < count) return [];
      const has = count === 1 ? 'only CPU 0' : `CPUs 0 to ${count - 1}`;
      const message = `machine '${roles[role].machine}' has ${has}: see its 'cpus'`;
      return [atValue(['roles', role, 'cpus', index], message)];
    });
  });
};

/** SOFTNIC_SPEED_MIN and SOFTNIC_SPEED_MAX in kernel-patch/softnic. */
const SPEEDS = { least: 10e6, most: 400e9 };

const impossibleSpeed = ({ linkSpeed }: TestbedFile): Finding[] =>
  linkSpeed === undefined || (linkSpeed >= SPEEDS.least && linkSpeed <= SPEEDS.most)
    ? []
    : [atValue(['linkSpeed'], 'softnic ports support 10 Mb/s to 400 Gb/s')];

const pointlessNic = ({ lab }: TestbedFile): Finding[] =>
  lab?.nic === undefined
    ? []
    : [
        atKey(
          ['lab', 'nic'],
          'nic: softwareNic creates the ports of this lab; remove one of the two',
        ),
      ];

const pointlessMaking = ({ roles }: TestbedFile): Finding[] =>
  ROLES.filter((role) => roles[role].makeNamespace !== undefined).map((role) =>
    atKey(
      ['roles', role, 'makeNamespace'],
      'makeNamespace: softwareNic creates the namespaces of its ports anyway; remove it',
    ),
  );

const withSoftnic = (file: TestbedFile): Finding[] => [
  ...oneMachine(file),
  ...pointlessNic(file),
  ...pointlessMaking(file),
  ...impossibleSpeed(file),
  ...tooManyPorts(file),
];

/** Requirements of a deterministic lab. */
const deterministic = ({ machines, roles, softwareNic }: TestbedFile): Finding[] => {
  const { machine } = roles.dut;
  return [
    ...(softwareNic === undefined
      ? [atKey(['lab'], 'lab: a deterministic lab needs softwareNic: add it')]
      : []),
    ...((machines[machine]?.cpus ?? 1) === 1
      ? []
      : [atValue(['machines', machine, 'cpus'], 'a deterministic lab has exactly one CPU')]),
    ...((softwareNic?.queues ?? 1) === 1
      ? []
      : [
          atValue(
            ['softwareNic', 'queues'],
            'a deterministic lab has exactly one CPU, and one queue per port',
          ),
        ]),
  ];
};

const noSource = ({ roles }: TestbedFile): Finding[] =>
  roles.generator.sending === 'source'
    ? [
        atValue(
          ['roles', 'generator', 'sending'],
          "'source' is the source of a software port: add softwareNic, or use pktgen",
        ),
      ]
    : [];

/** Problems with a testbed's softnic ports and the CPUs assigned to them. */
export const softnicFindings = (file: TestbedFile): Finding[] => [
  ...(file.softwareNic === undefined ? noSource(file) : withSoftnic(file)),
  ...(file.lab?.kind === 'deterministic' ? deterministic(file) : []),
  ...missingCpus(file),
];
