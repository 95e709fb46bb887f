import type { Playbook } from '../../../../config/playbook.js';
import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { systemClock } from '../../../../host/clock.js';
import { Interrupted, reasonOf } from '../../../../model/failure.js';
import { examine, type Found } from '../../../../preflight/examine.js';
import type { MachineSubject } from '../../../../preflight/subject.js';
import { connectAll, type Connected, type LockingOptions } from '../connect.js';
import { subjectsOf } from './subjects.js';

/** What was found on a machine, or why nothing could be. */
export type Examination = {
  readonly machine: string;
  readonly roles: readonly RoleName[];
} & (
  | { readonly state: 'examined'; readonly found: readonly Found[] }
  | { readonly state: 'unreachable'; readonly reason: string }
);

const examineOne = async (
  subject: MachineSubject,
  { hosts, failed }: Connected,
  signal: AbortSignal,
): Promise<Examination> => {
  const { machine } = subject;
  const roles = subject.roles.map(({ role }) => role);
  const host = hosts.find(({ name }) => name === machine);
  if (host !== undefined) {
    return {
      machine,
      roles,
      state: 'examined',
      found: await examine(host, subject, { signal, watching: systemClock }),
    };
  }
  const error = failed.find((each) => each.machine === machine)?.error;
  return { machine, roles, state: 'unreachable', reason: reasonOf(error) };
};

/**
 * Makes every check on all machines of a testbed, side by side. Changes nothing; a machine that does not
 * answer keeps no other one from being examined.
 * @param playbook decides what the machines have to have
 * @throws MachineLocked while another controller works on one of them; Interrupted
 */
export const examineTestbed = async (
  testbed: Testbed,
  playbook: Playbook,
  options: Omit<LockingOptions, 'purpose'>,
): Promise<readonly Examination[]> => {
  const { signal } = options;
  await using connected = await connectAll(testbed, { ...options, purpose: { doing: 'doctor' } });
  if (signal.aborted) throw new Interrupted('connecting to the machines');
  return await Promise.all(
    subjectsOf(testbed, playbook).map((subject) => examineOne(subject, connected, signal)),
  );
};
