import type { Playbook } from '../../../../config/playbook.js';
import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { systemClock } from '../../../../host/clock.js';
import type { LockedHost } from '../../../../host/locked-host.js';
import { settleAll } from '../../../../model/concurrency/settle-all.js';
import { Failure, Interrupted, reasonOf } from '../../../../model/failure.js';
import { examine, type FoundByCheck } from '../../../../preflight/examine.js';
import { applyFixes, type Fix } from '../../../../preflight/fix/apply-fixes.js';
import {
  installMissing,
  type Installation,
} from '../../../../preflight/install/install-missing.js';
import type { MachineSubject } from '../../../../preflight/subject.js';
import { findInterfaces } from '../interfaces.js';
import { connectAll, type Connected, type LockingOptions } from '../connect.js';
import { subjectsOf, type PortsThatMatter } from './subjects.js';

type Findings =
  | {
      readonly state: 'examined';
      /** The present findings, after any fixes. */
      readonly found: readonly FoundByCheck[];
      /** The settings that were changed to fix findings; absent if not requested. */
      readonly fixes?: readonly Fix[] | undefined;
      /** What was installed; absent if not requested. */
      readonly installed?: readonly Installation[] | undefined;
    }
  | { readonly state: 'unreachable'; readonly reason: string };

/** What was found on a machine, or why it could not be examined. */
export type Examination = {
  readonly machine: string;
  readonly roles: readonly RoleName[];
} & Findings;

/** How machines are examined. */
export interface DoctorOptions extends Omit<LockingOptions, 'purpose'> {
  /** Changes the settings that fix findings, and examines again. */
  readonly fix?: boolean | undefined;
  /** Installs what is missing, and examines again. */
  readonly install?: boolean | undefined;
  /** Default: the ports that the playbook uses. */
  readonly ports?: PortsThatMatter | undefined;
  readonly announce: (text: string) => void;
}

const examineHost = async (
  host: LockedHost,
  subject: MachineSubject,
  { signal, fix, install, announce }: DoctorOptions,
): Promise<Extract<Findings, { readonly state: 'examined' }>> => {
  const how = { signal, watching: systemClock };
  const found = await examine(host, subject, how);
  if (fix !== true && install !== true) return { state: 'examined', found };
  const installed =
    install === true ? await installMissing(host, found, { signal, announce }) : undefined;
  const fixes = fix === true ? await applyFixes(host, subject, found, { signal }) : undefined;
  return { state: 'examined', found: await examine(host, subject, how), fixes, installed };
};

const examineOne = async (
  subject: MachineSubject,
  { hosts, failed }: Connected,
  options: DoctorOptions,
): Promise<Examination> => {
  const { machine } = subject;
  const roles = subject.roles.map(({ role }) => role);
  const host = hosts.find(({ name }) => name === machine);
  const unreachable = (error: unknown): Examination => ({
    ...{ machine, roles },
    state: 'unreachable',
    reason: reasonOf(error),
  });
  if (host === undefined) {
    return unreachable(failed.find((each) => each.machine === machine)?.error);
  }
  try {
    return { machine, roles, ...(await examineHost(host, subject, options)) };
  } catch (error) {
    // Failures during the examination, such as a lost connection, do not keep other machines from being examined.
    if (error instanceof Failure && error.kind !== 'interrupted') return unreachable(error);
    throw error;
  }
};

/**
 * Runs every check on all machines of a testbed concurrently. Changes nothing except requested fixes and
 * installations; a machine that does not answer does not keep others from being examined.
 * @param playbook determines the requirements of the machines
 * @throws MachineLocked while another controller uses one of them; Interrupted
 */
export const examineTestbed = async (
  testbed: Testbed,
  playbook: Playbook,
  options: DoctorOptions,
): Promise<readonly Examination[]> => {
  const { signal } = options;
  await using connected = await connectAll(testbed, { ...options, purpose: { doing: 'doctor' } });
  if (signal.aborted) throw new Interrupted('connecting to the machines');
  // A port that is not found keeps its placeholder name, which the port check reports.
  const found = await findInterfaces(
    testbed,
    (role) => connected.hosts.find(({ name }) => name === testbed.roles[role].machine),
    signal,
  );
  return await settleAll(
    subjectsOf(found.testbed, playbook, options.ports ?? 'used').map((subject) =>
      examineOne(subject, connected, options),
    ),
  );
};
