import { ALL_TESTS } from '../tests/index.js';
import { DOCUMENTS, type Conformance } from './conformance-schema.js';
import { EVERY_RUN } from './every-run/index.js';
import { evidenceOf, type ArchiveEvidence, type ArchivedTrial, type JudgedRun } from './gather.js';
import { NOT_APPLICABLE, type Judgement } from './judgement.js';
import type { Requirement } from './requirement.js';

/** The number of the document, RFC 2544 first as the oldest, then its section's numbers. */
const place = ({ document, section }: Pick<Conformance, 'document' | 'section'>) => [
  DOCUMENTS.indexOf(document),
  ...section.split('.').map(Number),
];

const byPlace = (one: Conformance, other: Conformance): number => {
  const [first, second] = [place(one), place(other)];
  const at = first.findIndex((number, index) => number !== second[index]);
  // A section comes before its subsections.
  return at < 0 ? first.length - second.length : (first[at] ?? 0) - (second[at] ?? -1);
};

/** Numbers as ranges: 1, 2, 3, 7 as 1 to 3 and 7 to 7. */
const rangesOf = (numbers: readonly number[]): [number, number][] => {
  const ranges: [number, number][] = [];
  for (const number of numbers.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last !== undefined && number <= last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
};

const row = <Evidence>(
  { document, section, level, requirement }: Requirement<Evidence>,
  judgement: Judgement,
): Conformance => {
  const asked = { document, section, level, requirement };
  if (judgement.state !== 'met') return { ...asked, ...judgement };
  const { state, trials, facts } = judgement;
  return { ...asked, state, evidence: { trials: rangesOf(trials), facts: [...facts] } };
};

/** The requirements of each test, judged by its own procedures. */
const ofTests = (run: ArchiveEvidence): readonly Conformance[] =>
  ALL_TESTS.flatMap(({ name, conformance = [] }) => {
    const cells = run.cells.filter(({ test }) => test === name);
    return conformance.map((each) =>
      row(each, cells.length === 0 ? NOT_APPLICABLE : each.judge({ run, cells })),
    );
  });

/**
 * How a run conforms to RFC 2544 and its updates, document by document and section by section, by
 * what its archive shows. Pure: the same archive gives the same rows. A run without trials has no
 * rows.
 */
export const conformanceOf = (
  run: JudgedRun,
  journal: readonly ArchivedTrial[],
): readonly Conformance[] => {
  const evidence = evidenceOf(run, journal);
  if (evidence.trials.length === 0) return [];
  return [
    ...EVERY_RUN.map((each) => row(each, each.judge(evidence))),
    ...ofTests(evidence),
  ].toSorted(byPlace);
};
