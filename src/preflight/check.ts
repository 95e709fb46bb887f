import { mapped, type Query } from '../linux/text/query.js';
import type { MachineFacts, RoleFacts } from './facts.js';
import type { CheckFinding } from './finding.js';
import type { MachineSubject, RoleSubject } from './subject.js';

/** What is said of every check. */
interface Described {
  /** As its file: `clock-source`. */
  readonly name: string;
  /** `Clock source`. */
  readonly title: string;
  /** Why it matters and what to do, in a few sentences. */
  readonly about: string;
  /** It says nothing of machines that are emulated. */
  readonly metalOnly?: boolean | undefined;
}

/** A check as a table has it: what it asks, and what it finds in the answer. */
export interface Check<Subject, Facts> extends Described {
  readonly asks: (subject: Subject) => Query<(facts: Facts) => readonly CheckFinding[]>;
}

/** A check of a machine as a whole. */
export type MachineCheck = Check<MachineSubject, MachineFacts>;
/** A check of the ports of a role, asked in its network namespace. */
export type PortCheck = Check<RoleSubject, RoleFacts>;

/** What a check has beyond its description: questions of its own, and a pure judgement. */
interface Judging<Subject, Facts, Own> extends Described {
  readonly asks: (subject: Subject) => Query<Own>;
  readonly judge: (facts: Facts, subject: Subject, own: Own) => readonly CheckFinding[];
}

/** One that judges what is read for all checks. */
interface JudgingAlone<Subject, Facts> extends Described {
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

/** Defines a check of a machine that asks nothing of its own. */
export const machineCheck = (check: JudgingAlone<MachineSubject, MachineFacts>): MachineCheck =>
  defined({ ...check, asks: () => NOTHING });

/** Defines a check of a machine that asks it something. */
export const askingMachine = <Own>(
  check: Judging<MachineSubject, MachineFacts, Own>,
): MachineCheck => defined(check);

/** Defines a check of ports that asks nothing of its own. */
export const portCheck = (check: JudgingAlone<RoleSubject, RoleFacts>): PortCheck =>
  defined({ ...check, asks: () => NOTHING });

/** Defines a check of ports that asks their machine something. */
export const askingPorts = <Own>(check: Judging<RoleSubject, RoleFacts, Own>): PortCheck =>
  defined(check);
