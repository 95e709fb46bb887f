import type { Playbook } from '../../../../config/playbook.js';
import { ptp4lOf } from '../../../../config/testbed/clocks.js';
import { ROLES } from '../../../../config/testbed/placed-port.js';
import { tuningOf } from '../../../../config/testbed/tuning/tuning-of.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { calibrationCable } from '../../../../config/testbed/tester/cables.js';
import { namespaceBefore } from '../../../../config/testbed/tester/namespace-before.js';
import type { MachineSubject, PtpSubject, RoleSubject } from '../../../../preflight/subject.js';
import { MODULES } from '../../../../provision/kernel-module/modules.js';
import { settingsDuringRuns } from '../../../../provision/tuning-steps.js';
import { plannedTopology } from '../../../plan/planned-topology.js';
import { requirementsOf } from '../required/required.js';
import { addressesPerPort } from './addresses-per-port.js';

type Examined = Pick<
  Testbed,
  | 'environment'
  | 'roles'
  | 'links'
  | 'calibration'
  | 'linkSpeed'
  | 'softwareNic'
  | 'moduleSigning'
  | 'clocks'
  | 'tuning'
>;

/**
 * The names of the ports that a playbook's test frames pass: those of the first links of a testbed, and of
 * the calibration cable.
 */
const portsUsed = (testbed: Examined, playbook: Playbook): ReadonlySet<string> => {
  const { ingress, egress } = plannedTopology(testbed, playbook);
  return new Set([
    ...[...ingress, ...egress].flatMap(({ dut, peer }) => [dut.name, peer.name]),
    ...(calibrationCable(testbed) ?? []),
  ]);
};

/** Software ports are not examined: a run creates them. */
const subjectOf = (
  role: RoleSubject['role'],
  testbed: Examined,
  playbook: Playbook,
  used: ReadonlySet<string> | undefined,
): RoleSubject => {
  const { roles, linkSpeed, softwareNic } = testbed;
  const { cpus = [], ports } = roles[role];
  return {
    role,
    namespace: namespaceBefore(roles[role]),
    cpus,
    ports:
      softwareNic === undefined
        ? ports.map(({ name, interface: device }) => ({
            ...{ name, interface: device, linkSpeed },
            unused: used?.has(name) === false,
          }))
        : [],
    addressesPerPort: role === 'dut' ? addressesPerPort(playbook) : undefined,
    duringRuns: settingsDuringRuns(tuningOf(testbed, role)),
  };
};

/** PTP that a run starts for one of a machine's roles. */
const ptpOf = ({ clocks, roles }: Examined, machine: string): PtpSubject | undefined => {
  const ptp4l = ptp4lOf(clocks);
  const role = (['generator', 'sink'] as const).find((each) => roles[each].machine === machine);
  return ptp4l && role && { role, interface: ptp4l[role], stamping: ptp4l.stamping };
};

/** Whether ports that the playbook does not use are examined as strictly as those it uses. */
export type PortsThatMatter = 'all' | 'used';

/** What is examined on each machine of a testbed, in the order of the roles. Pure. */
export const subjectsOf = (
  testbed: Examined,
  playbook: Playbook,
  matter: PortsThatMatter,
): readonly MachineSubject[] => {
  const used = matter === 'used' ? portsUsed(testbed, playbook) : undefined;
  const required = requirementsOf(testbed, playbook);
  const { kernelSource, machine: dut } = testbed.roles.dut;
  const isPatched = required.dut.some(
    ({ builds }) => builds !== undefined && MODULES[builds].sources === 'patched',
  );
  // A local file is read when the run is planned.
  const looked = isPatched && kernelSource.type !== 'file' ? kernelSource : undefined;
  const machines = [...new Set(ROLES.map((role) => testbed.roles[role].machine))];
  return machines.map((machine) => {
    const own = ROLES.filter((role) => testbed.roles[role].machine === machine);
    return {
      machine,
      roles: own.map((role) => subjectOf(role, testbed, playbook, used)),
      requirements: own.flatMap((role) => required[role]),
      kernelSource: machine === dut ? looked : undefined,
      emulated: testbed.environment.kind !== 'metal',
      ptp: ptpOf(testbed, machine),
    };
  });
};
