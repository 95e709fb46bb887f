import type { Conformance } from './conformance-schema.js';
import type { RunEvidence, TestEvidence } from './evidence.js';
import { deviates, notSeen, type Judgement } from './judgement.js';

/** A requirement of a document, and how a run is judged by it. */
export interface Requirement<Evidence> extends Pick<
  Conformance,
  'document' | 'section' | 'level' | 'requirement'
> {
  judge(evidence: Evidence): Judgement;
}

/** A requirement of every run. */
export type RunRequirement = Requirement<RunEvidence>;
/** A requirement of one test: it does not apply to a run that was not asked for that test. */
export type TestRequirement<Result> = Requirement<TestEvidence<Result>>;

/** Makes requirements of a document: `rfc2544('24', 'SHOULD', 'trials of at least 60 s', judge)`. */
export const requirementsOf =
  (document: Conformance['document']) =>
  <Evidence>(
    section: string,
    level: Conformance['level'],
    requirement: string,
    judge: (evidence: Evidence) => Judgement,
  ): Requirement<Evidence> => ({ document, section, level, requirement, judge });

/** A judgement of what machines do; simulated devices have no links, no frames and no neighbours. */
export const onMachines =
  (judge: (run: RunEvidence) => Judgement) =>
  (run: RunEvidence): Judgement =>
    run.facts.environment.kind === 'simulated' ? notSeen('simulated') : judge(run);

/** What vrbench never does on machines: `value` is what it does instead. */
export const never = (value: string) => onMachines(() => deviates(value));

/** The same for a test, once it has made a trial. */
export const neverInTest =
  (value: string) =>
  ({ run, cells }: TestEvidence<unknown>): Judgement =>
    cells.every(({ trials }) => trials.length === 0)
      ? notSeen('no trial was made')
      : never(value)(run);
