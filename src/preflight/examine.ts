import type { Clock } from '../host/clock.js';
import type { Host } from '../host/host.js';
import { query } from '../host/query.js';
import { labelledFiles, parseLabelledFiles } from '../linux/text/labelled-files.js';
import { DEVICES } from '../linux/ip/device.js';
import { ask, asOne, valueOf } from '../linux/text/query.js';
import { LOADING_FILES } from '../provision/kernel-module/loading-allowed.js';
import { askForNeeds, parseMissing } from '../provision/requirements/needs.js';
import { needsOf } from '../provision/requirements/requirements.js';
import type { Check } from './check.js';
import { MACHINE_CHECKS, PORT_CHECKS } from './checks/index.js';
import { askMachine, askRole, type MachineFacts } from './facts.js';
import { SEVERITIES, type CheckFinding } from './finding.js';
import { canReceive, FOREIGN_TRAFFIC, foreignTraffic, WATCHED } from './foreign-traffic.js';
import { KERNEL_SOURCE, missingSource } from './kernel-source.js';
import type { MachineSubject, RoleSubject } from './subject.js';

const kernelSource = async (
  host: Host,
  { kernelSource: asked }: MachineSubject,
  { os, release }: MachineFacts,
  signal: AbortSignal | undefined,
): Promise<readonly FoundByCheck[]> => {
  const check = KERNEL_SOURCE.name;
  const found = await missingSource(host, asked, { os, release }, signal);
  return found.map((finding) => ({ check, ...finding }));
};

/** A finding, and the check that found it. */
export interface FoundByCheck extends CheckFinding {
  readonly check: string;
}

const applies =
  (emulated: boolean) =>
  ({ metalOnly }: { readonly metalOnly?: boolean | undefined }): boolean =>
    !emulated || metalOnly !== true;

/** What all of some checks find, by one question. */
const together = <Subject, Facts>(checks: readonly Check<Subject, Facts>[], subject: Subject) =>
  asOne(Object.fromEntries(checks.map((check) => [check.name, check.asks(subject)])));

const foundBy = <Facts>(
  answers: Readonly<Record<string, (facts: Facts) => readonly CheckFinding[]>>,
  facts: Facts,
): readonly FoundByCheck[] =>
  Object.entries(answers).flatMap(([check, judge]) =>
    judge(facts).map((finding) => ({ check, ...finding })),
  );

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
  const { facts, answers } = await query(
    there,
    asOne({ facts: askRole(role), answers: together(checks, role) }),
    { signal },
  );
  const own = foundBy(answers, { ...facts, machine });
  if (watching === undefined || !canReceive(role, facts.devices)) return own;
  const begin = await query(there, ask(DEVICES.command, DEVICES.parse), { signal });
  await watching.pause(WATCHED, signal);
  const end = await query(there, ask(DEVICES.command, DEVICES.parse), { signal });
  const foreign = foreignTraffic(role, valueOf(begin) ?? [], valueOf(end) ?? []);
  return [...own, ...foreign.map((finding) => ({ check: FOREIGN_TRAFFIC.name, ...finding }))];
};

/** How machines are examined. */
export interface ExamineOptions {
  readonly signal?: AbortSignal | undefined;
  /** Watches ports for frames that nobody sent for a measurement, which takes two seconds. */
  readonly watching?: Pick<Clock, 'pause'> | undefined;
}

/** The gravest first; of the same severity in the order of the checks. */
const ordered = (found: readonly FoundByCheck[]): readonly FoundByCheck[] =>
  SEVERITIES.flatMap((severity) => found.filter((each) => each.severity === severity));

/**
 * Makes every check on one machine, and changes nothing there.
 * @returns all that is found, the gravest first
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
  const [{ facts, answers }, needs, loading] = await Promise.all([
    query(host, asOne({ facts: askMachine, answers: together(checks, subject) }), { signal }),
    host.attempt(askForNeeds(needsOf(subject.requirements)), { signal }),
    // Fails where one is missing, and prints the others all the same.
    host.attempt(labelledFiles(LOADING_FILES), { signal }),
  ]);
  const machine: MachineFacts = {
    ...facts,
    asked: { begin, end: nowInSeconds() },
    loadingFiles: parseLabelledFiles(loading.stdout),
    missing: parseMissing(needs.stdout),
  };
  const source = await kernelSource(host, subject, machine, signal);
  const ports = await Promise.all(
    subject.roles.map((role) => examinePorts(host, role, subject, machine, options)),
  );
  return ordered([...foundBy(answers, machine), ...source, ...ports.flat()]);
};
