import type { Playbook } from '../../../../config/playbook.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import type { Host } from '../../../../host/host.js';
import { settleAll } from '../../../../model/concurrency/settle-all.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import { examine, type FoundByCheck } from '../../../../preflight/examine.js';
import { subjectsOf } from './subjects.js';

/** A run finds out by itself, and says whose changes they are. */
const BY_THE_RUN = 'earlier-changes';

const line = (machine: string, { port, found, why }: FoundByCheck): string =>
  `${machine}: ${port === undefined ? '' : `port ${port}: `}${found}: ${why}`;

/**
 * Makes every check of `vrbench doctor`, and refuses a run that one of them speaks against, before
 * anything is changed. Of machines that a lab booted it asks nothing. That they have what the playbook
 * requires has been seen before (requireMachines).
 * @throws PreconditionFailure that names all that is found; what Host.run throws
 */
export const requireSound = async (
  { all }: { readonly all: readonly Host[] },
  testbed: Testbed,
  playbook: Playbook,
  signal: AbortSignal,
): Promise<void> => {
  // The machines of a lab are as this program booted them.
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
