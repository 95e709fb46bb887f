import type { Playbook } from '../../../../config/playbook.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import type { Host } from '../../../../host/host.js';
import { settleAll } from '../../../../model/concurrency/settle-all.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import { examine, type FoundByCheck } from '../../../../preflight/examine.js';
import { subjectsOf } from './subjects.js';

/** A run checks this itself, and reports whose changes they are. */
const BY_THE_RUN = 'earlier-changes';

const line = (machine: string, { port, found, why }: FoundByCheck): string =>
  `${machine}: ${port === undefined ? '' : `port ${port}: `}${found}: ${why}`;

/**
 * Runs every check of `vrbench doctor` before anything is changed, and refuses the run if one finds an
 * obstacle. Machines booted by a lab are not checked. The playbook's requirements have been checked
 * before (requireMachines).
 * @throws PreconditionFailure that lists all obstacles; what Host.run throws
 */
export const requireSound = async (
  { all }: { readonly all: readonly Host[] },
  testbed: Testbed,
  playbook: Playbook,
  signal: AbortSignal,
): Promise<void> => {
  // Lab machines were booted by this program.
  if (testbed.environment.kind !== 'metal') return;
  const examined = await settleAll(
    subjectsOf(testbed, playbook, 'used').flatMap((subject) => {
      const { machine } = subject;
      const host = all.find(({ name }) => name === machine);
      if (host === undefined) return [];
      return [
        examine(host, subject, { signal, requirementsMet: true }).then((found) => ({
          ...{ machine, found },
        })),
      ];
    }),
  );
  const obstacles = examined.flatMap(({ machine, found }) =>
    found
      .filter(({ severity, check }) => severity === 'stops' && check !== BY_THE_RUN)
      .map((each) => ({ machine, each })),
  );
  if (obstacles.length === 0) return;
  throw new PreconditionFailure({
    attempted: 'checking the machines before any of them is changed',
    got: obstacles.map(({ machine, each }) => line(machine, each)).join('\n'),
    remedy: [...new Set(obstacles.flatMap(({ each: { fix } }) => fix ?? []))].join('; '),
  });
};
