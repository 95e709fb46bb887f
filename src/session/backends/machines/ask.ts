import { ROLES } from '../../../config/testbed/placed-port.js';
import type { RoleName } from '../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import { namespaceBefore } from '../../../config/testbed/tester/namespace-before.js';
import { PreconditionFailure } from '../../../model/failure.js';
import { portsUp } from '../../../provision/steps/ports-up.js';
import { portSteps } from '../../../provision/port-steps.js';
import type { Step } from '../../../provision/step.js';
import type { Blueprint } from '../../plan/blueprint.js';
import type { HostsByRole } from './connect.js';
import { readPorts } from './ports.js';

/** Waits for all answers. @throws PreconditionFailure with the obstacles of all machines, or the first other error */
const answered = async (questions: readonly Promise<unknown>[]): Promise<void> => {
  const obstacles: PreconditionFailure[] = [];
  for (const answer of await Promise.allSettled(questions)) {
    if (answer.status === 'fulfilled') continue;
    // Other errors are not about missing preconditions.
    if (!(answer.reason instanceof PreconditionFailure)) throw answer.reason;
    obstacles.push(answer.reason);
  }
  const [first, ...others] = obstacles;
  if (first === undefined) return;
  if (others.length === 0) throw first;
  throw new PreconditionFailure({
    attempted: 'checking the machines before any of them is changed',
    got: [...new Set(obstacles.map(({ message }) => message))].join('\n'),
    cause: first,
  });
};

/**
 * Checks that every machine has the ports of the testbed and can be set up as planned, before any of
 * them is changed.
 * @param blueprint its base, tuning and clocks; ports need no addresses yet
 * @throws PreconditionFailure that lists every obstacle
 * @throws Interrupted, and what Host.run throws
 */
export const askMachines = async (
  { byRole }: HostsByRole,
  testbed: Testbed,
  { base, tuning, clocks }: Pick<Blueprint, 'base' | 'tuning' | 'clocks'>,
  signal: AbortSignal,
): Promise<void> => {
  const { roles } = testbed;
  const portsExist = testbed.softwareNic === undefined;
  if (portsExist) {
    await answered(
      ROLES.map((role) => {
        const place = { ...roles[role], namespace: namespaceBefore(roles[role]) };
        return readPorts(byRole[role], place, signal);
      }),
    );
  }
  // Ports that are moved to a namespace are checked in their present one, by the step that moves them.
  const inPlace = (role: RoleName): boolean => portsExist && roles[role].makeNamespace !== true;
  const answerable = (role: RoleName, step: Step): boolean =>
    step.independent && (!portsUp.is(step) || inPlace(role));
  const machines = [...new Set(ROLES.map((role) => byRole[role]))];
  await answered([
    ...machines.flatMap((host) =>
      portSteps(testbed, host.name)
        .filter(({ independent }) => independent)
        .map((step) => step.read(host, signal)),
    ),
    ...ROLES.flatMap((role) =>
      [...base[role], ...(inPlace(role) ? tuning[role] : []), ...clocks[role]]
        .filter((step) => answerable(role, step))
        .map((step) => step.read(byRole[role], signal)),
    ),
  ]);
};
