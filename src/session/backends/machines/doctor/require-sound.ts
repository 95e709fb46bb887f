import type { Playbook } from '../../../../config/playbook.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import type { Host } from '../../../../host/host.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import { examine, type FoundByCheck } from '../../../../preflight/examine.js';
import type { Machines } from '../connect.js';
import { subjectsOf } from './subjects.js';

/** A run finds out by itself, and says whose changes they are. */
const BY_THE_RUN = 'earlier-changes';

const line = (machine: string, { port, found, why }: FoundByCheck): string =>
  `${machine}: ${port === undefined ? '' : `port ${port}: `}${found}: ${why}`;

const foundOn = async (
  hosts: readonly Host[],
  testbed: Testbed,
  playbook: Playbook,
  signal: AbortSignal,
) =>
  Promise.all(
    subjectsOf(testbed, playbook).flatMap((subject) => {
      const host = hosts.find(({ name }) => name === subject.machine);
      return host === undefined
        ? []
        : [
            examine(host, subject, { signal }).then((found) => ({
              machine: subject.machine,
              found,
            })),
          ];
    }),
  );

/**
 * Makes every check of `vrbench doctor`, and refuses a run that one of them speaks against, before
 * anything is changed.
 * @throws PreconditionFailure that names all that is found; what Host.run throws
 */
export const requireSound = async (
  { all }: Pick<Machines, 'all'>,
  testbed: Testbed,
  playbook: Playbook,
  signal: AbortSignal,
): Promise<void> => {
  const obstacles = (await foundOn(all, testbed, playbook, signal)).flatMap(({ machine, found }) =>
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
