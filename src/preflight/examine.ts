import type { Clock } from '../host/clock.js';
import type { Host } from '../host/host.js';
import { NamespaceMissing } from '../host/errors.js';
import { query } from '../host/query.js';
import { labelledFiles, parseLabelledFiles } from '../linux/text/labelled-files.js';
import { DEVICES } from '../linux/ip/device.js';
import { ask, asOne, valueOf } from '../linux/text/query.js';
import { LOADING_FILES } from '../provision/kernel-module/loading-allowed.js';
import { askForNeeds, parseMissing } from '../provision/requirements/needs.js';
import { needsOf } from '../provision/requirements/requirements.js';
import { settleAll } from '../model/concurrency/settle-all.js';
import type { TuningSettings } from '../config/testbed/tuning/settings-schema.js';
import { asSetDuringRuns } from './as-set.js';
import type { Check } from './check.js';
import { MACHINE_CHECKS, PORT_CHECKS } from './checks/index.js';
import { askMachine, askRole, type MachineFacts } from './facts.js';
import { gravestFirst, type CheckFinding } from './finding.js';
import { canReceive, FOREIGN_TRAFFIC, foreignTraffic, WATCHED } from './foreign-traffic.js';
import { KERNEL_SOURCE, missingSource } from './kernel-source.js';
import type { MachineSubject, RoleSubject } from './subject.js';

/** A finding, and the check that found it. */
export interface FoundByCheck extends CheckFinding {
  readonly check: string;
}

const named = (check: string, findings: readonly CheckFinding[]): readonly FoundByCheck[] =>
  findings.map((finding) => ({ check, ...finding }));

const applies =
  (emulated: boolean) =>
  ({ metalOnly }: { readonly metalOnly?: boolean | undefined }): boolean =>
    !emulated || metalOnly !== true;

/** The queries of several checks as one. */
const combinedQuery = <Subject, Facts>(
  checks: readonly Check<Subject, Facts>[],
  subject: Subject,
) => asOne(Object.fromEntries(checks.map((check) => [check.name, check.asks(subject)])));

const foundBy = <Facts>(
  answers: Readonly<Record<string, (facts: Facts) => readonly CheckFinding[]>>,
  facts: Facts,
): readonly FoundByCheck[] =>
  Object.entries(answers).flatMap(([check, judge]) => named(check, judge(facts)));

/** A run requires every port of the testbed to exist, but uses only those of its playbook. */
const BY_THE_RUN = 'presence';

/** Downgrades findings about unused ports to notes. */
const asFarAsUsed =
  ({ ports }: RoleSubject) =>
  (found: FoundByCheck): FoundByCheck =>
    found.check !== BY_THE_RUN && ports.some(({ name, unused }) => unused && name === found.port)
      ? { ...found, severity: 'notes', why: `${found.why}; this playbook does not use the port` }
      : found;

/** What was thrown, if a namespace is missing. @throws everything else */
const asMissingNamespace = (error: unknown): NamespaceMissing => {
  if (error instanceof NamespaceMissing) return error;
  throw error;
};

const missingNamespace = ({
  facts: { got, remedy },
}: NamespaceMissing): readonly FoundByCheck[] => [
  {
    ...{ check: BY_THE_RUN, severity: 'stops', found: got },
    why: 'the ports of its role are expected in it',
    ...(remedy !== undefined && { fix: remedy }),
  },
];

const nowInSeconds = (): number => Date.now() / 1000;

const examinePorts = async (
  host: Host,
  role: RoleSubject,
  { emulated }: MachineSubject,
  machine: MachineFacts,
  { signal, watching }: ExamineOptions,
): Promise<readonly FoundByCheck[]> => {
  if (role.ports.length === 0) return [];
  const checks = PORT_CHECKS.filter(applies(emulated));
  const there = host.in(role.namespace);
  const asked = asOne({ facts: askRole(role), answers: combinedQuery(checks, role) });
  const read = await query(there, asked, { signal }).catch(asMissingNamespace);
  if (read instanceof NamespaceMissing) return missingNamespace(read);
  const { facts, answers } = read;
  const own = foundBy(answers, { ...facts, machine })
    .map(asFarAsUsed(role))
    .map(asSetDuringRuns(role.duringRuns));
  const before = valueOf(facts.devices) ?? [];
  if (watching === undefined || !canReceive(role, before)) return own;
  await watching.pause(WATCHED, signal);
  const after = valueOf(await query(there, ask(DEVICES.command, DEVICES.parse), { signal })) ?? [];
  const foreign = named(FOREIGN_TRAFFIC.name, foreignTraffic(role, before, after));
  return [...own, ...foreign.map(asFarAsUsed(role))];
};

/** How machines are examined. */
export interface ExamineOptions {
  readonly signal?: AbortSignal | undefined;
  /** Watches ports for foreign traffic, which takes two seconds. */
  readonly watching?: Pick<Clock, 'pause'> | undefined;
  /** The requirements have just been checked, and are not checked again. */
  readonly requirementsMet?: boolean | undefined;
}

/** Checks the requirements. @returns what is missing, by kind */
const missingOn = async (
  host: Host,
  { requirements }: MachineSubject,
  { requirementsMet, signal }: ExamineOptions,
): Promise<MachineFacts['missing']> => {
  if (requirementsMet === true) return () => [];
  const { stdout } = await host.attempt(askForNeeds(needsOf(requirements)), { signal });
  return parseMissing(stdout);
};

/**
 * Runs every check on one machine, and changes nothing there.
 * @returns all findings, the gravest first
 * @throws what Host.run throws
 */
export const examine = async (
  host: Host,
  subject: MachineSubject,
  options: ExamineOptions = {},
): Promise<readonly FoundByCheck[]> => {
  const { signal } = options;
  const checks = MACHINE_CHECKS.filter(applies(subject.emulated));
  const begin = nowInSeconds();
  const [{ facts, answers }, missing, loading] = await Promise.all([
    query(host, asOne({ facts: askMachine, answers: combinedQuery(checks, subject) }), { signal }),
    missingOn(host, subject, options),
    // Fails if one is missing, but still prints the others.
    host.attempt(labelledFiles(LOADING_FILES), { signal }),
  ]);
  const machine: MachineFacts = {
    ...facts,
    asked: { begin, end: nowInSeconds() },
    loadingFiles: parseLabelledFiles(loading.stdout),
    missing,
  };
  const { kernelSource, roles } = subject;
  const others = await settleAll([
    missingSource(host, kernelSource, machine, signal).then((found) =>
      named(KERNEL_SOURCE.name, found),
    ),
    ...roles.map((role) => examinePorts(host, role, subject, machine, options)),
  ]);
  const set = Object.assign({}, ...roles.map(({ duringRuns }) => duringRuns)) as TuningSettings;
  const own = foundBy(answers, machine).map(asSetDuringRuns(set));
  return gravestFirst([...own, ...others.flat()]);
};
