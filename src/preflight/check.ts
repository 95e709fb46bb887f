import { mapped, type Query } from '../linux/text/query.js';
import type { MachineFacts, RoleFacts } from './facts.js';
import type { CheckFinding } from './finding.js';
import type { MachineSubject, RoleSubject } from './subject.js';

/** The description of a check. */
export interface DescribedCheck {
  /** The name of its file: `clock-source`. */
  readonly name: string;
  /** `Clock source`. */
  readonly title: string;
  /** Why it matters and what to do, in a few sentences. */
  readonly about: string;
  /** Skipped on emulated machines. */
  readonly metalOnly?: boolean | undefined;
}

/** A check in a table: its query, and the judgement of the answer. */
export interface Check<Subject, Facts> extends DescribedCheck {
  readonly asks: (subject: Subject) => Query<(facts: Facts) => readonly CheckFinding[]>;
}

/** A check of a machine as a whole. */
export type MachineCheck = Check<MachineSubject, MachineFacts>;
/** A check of the ports of a role, run in its network namespace. */
export type PortCheck = Check<RoleSubject, RoleFacts>;

/** A check with its own query and a pure judgement. */
interface Judging<Subject, Facts, Own> extends DescribedCheck {
  readonly asks: (subject: Subject) => Query<Own>;
  readonly judge: (facts: Facts, subject: Subject, own: Own) => readonly CheckFinding[];
}

/** A check that judges the facts read for all checks. */
interface JudgingAlone<Subject, Facts> extends DescribedCheck {
  readonly judge: (facts: Facts, subject: Subject) => readonly CheckFinding[];
}

const NOTHING: Query<undefined> = { commands: [], read: () => undefined };

const defined = <Subject, Facts, Own>({
  asks,
  judge,
  ...described
}: Judging<Subject, Facts, Own>): Check<Subject, Facts> => ({
  ...described,
  asks: (subject) => mapped(asks(subject), (own) => (facts) => judge(facts, subject, own)),
});

/** Defines a check of a machine without its own query. */
export const machineCheck = (check: JudgingAlone<MachineSubject, MachineFacts>): MachineCheck =>
  defined({ ...check, asks: () => NOTHING });

/** Defines a check of a machine with its own query. */
export const askingMachine = <Own>(
  check: Judging<MachineSubject, MachineFacts, Own>,
): MachineCheck => defined(check);

/** Defines a check of ports without its own query. */
export const portCheck = (check: JudgingAlone<RoleSubject, RoleFacts>): PortCheck =>
  defined({ ...check, asks: () => NOTHING });

/** Defines a check of ports with its own query. */
export const askingPorts = <Own>(check: Judging<RoleSubject, RoleFacts, Own>): PortCheck =>
  defined(check);
