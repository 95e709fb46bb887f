import type { Playbook } from '../../../../config/playbook.js';
import { ROLES } from '../../../../config/testbed/placed-port.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import type { MachineSubject, RoleSubject } from '../../../../preflight/subject.js';
import { PATCHED_MODULES } from '../../../../provision/kernel-module/modules.js';
import type { Requirements } from '../../../../provision/requirements/requirements.js';
import { requirementsOf } from '../required/required.js';

type Examined = Pick<
  Testbed,
  'environment' | 'roles' | 'linkSpeed' | 'softwareNic' | 'moduleSigning'
>;

/** Ports of software NICs are made by a run. */
const subjectOf = (
  role: RoleSubject['role'],
  { roles, linkSpeed, softwareNic }: Examined,
): RoleSubject => {
  const { namespace, cpus = [], ports } = roles[role];
  return {
    role,
    namespace,
    cpus,
    ports:
      softwareNic === undefined
        ? ports.map(({ name, interface: device }) => ({ name, interface: device, linkSpeed }))
        : [],
  };
};

/** Whether modules are made there from the kernel's own macvlan.c. */
const isPatched = (requirements: readonly Requirements[]): boolean =>
  requirements.some(({ builds }) => PATCHED_MODULES.some((module) => module === builds));

/** What is examined on each machine of a testbed, in the order of the roles. Pure. */
export const subjectsOf = (testbed: Examined, playbook: Playbook): readonly MachineSubject[] => {
  const required = requirementsOf(testbed, playbook);
  const machines = [...new Set(ROLES.map((role) => testbed.roles[role].machine))];
  return machines.map((machine) => {
    const own = ROLES.filter((role) => testbed.roles[role].machine === machine);
    const requirements = own.flatMap((role) => required[role]);
    return {
      machine,
      kernelSource: isPatched(requirements) ? testbed.roles.dut.kernelSource : undefined,
      roles: own.map((role) => subjectOf(role, testbed)),
      requirements,
      emulated: testbed.environment.kind !== 'metal',
    };
  });
};
