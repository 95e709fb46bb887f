import { ROLES } from '../../../config/testbed/placed-port.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import { PreconditionFailure } from '../../../model/failure.js';
import { portsUp } from '../../../provision/steps/ports-up.js';
import { softnicSteps } from '../../../provision/softnic-steps.js';
import type { Step } from '../../../provision/step.js';
import type { Blueprint } from '../../plan/blueprint.js';
import type { HostsByRole } from './connect.js';
import { readPorts } from './ports.js';

/** Waits for all answers. @throws what speaks against the run, of all machines together */
const answered = async (questions: readonly Promise<unknown>[]): Promise<void> => {
  const obstacles: PreconditionFailure[] = [];
  for (const answer of await Promise.allSettled(questions)) {
    if (answer.status === 'fulfilled') continue;
    // Other errors say nothing about what the machines have.
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
 * Asks every machine whether it has the ports of the testbed and can be set up as planned, before any
 * is changed.
 * @param blueprint its base, tuning and clocks; ports need no addresses yet
 * @throws PreconditionFailure that names everything that speaks against it
 * @throws Interrupted, and what Host.run throws
 */
export const askMachines = async (
  { byRole }: HostsByRole,
  testbed: Testbed,
  { base, tuning, clocks }: Pick<Blueprint, 'base' | 'tuning' | 'clocks'>,
  signal: AbortSignal,
): Promise<void> => {
  const madeFirst = softnicSteps(testbed);
  const portsExist = madeFirst.length === 0;
  if (portsExist) {
    await answered(ROLES.map((role) => readPorts(byRole[role], testbed.roles[role], signal)));
  }
  const answerable = (step: Step): boolean => step.independent && (portsExist || !portsUp.is(step));
  const stepsOf = (role: (typeof ROLES)[number]): readonly Step[] => [
    ...(role === 'dut' ? madeFirst : []),
    ...base[role],
    ...(portsExist ? tuning[role] : []),
    ...clocks[role],
  ];
  await answered(
    ROLES.flatMap((role) =>
      stepsOf(role)
        .filter(answerable)
        .map((step) => step.read(byRole[role], signal)),
    ),
  );
};
