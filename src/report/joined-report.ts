import type { Fact, Remark, Report, Section } from '../model/section/section.js';
import { reportHeadline } from './headline.js';

/** A report of one of several runs, and its name among them. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

const named = (name: string, { level, text }: Remark): Remark => ({
  level,
  text: [`${name}: `, ...text],
});

/** How the runs ended: those that did not complete. */
const stateOf = (parts: readonly NamedReport[]): Remark => {
  const open = parts.filter(({ report }) => report.state.level === 'warning');
  if (open.length === 0) return { level: 'result', text: ['complete'] };
  const text = open.flatMap(({ name, report }, index) => [
    `${index === 0 ? '' : '; '}${name}: `,
    ...report.state.text,
  ]);
  return { level: 'warning', text };
};

/** A fact that all runs have in common once, others with the name of the run. */
const factsOf = (parts: readonly NamedReport[]): readonly Fact[] => {
  const textOf = (fact: Fact): string => JSON.stringify(fact);
  const isCommon = (fact: Fact): boolean =>
    parts.every(({ report }) => report.facts.some((each) => textOf(each) === textOf(fact)));
  const [first] = parts;
  return [
    ...(first?.report.facts ?? []).filter(isCommon),
    ...parts.flatMap(({ name, report }) =>
      report.facts
        .filter((fact) => !isCommon(fact))
        .map((fact) => ({ ...fact, name: `${name}, ${fact.name}` })),
    ),
  ];
};

/** The sections of one run, with ids and titles that name the run. */
const sectionsOf = (
  { name, report }: NamedReport,
  index: number,
  labelled: boolean,
): readonly Section[] =>
  report.sections.map((section) => {
    const { summary, label = labelled ? report.label : undefined } = section;
    return {
      ...section,
      id: `run-${index + 1}-${section.id}`,
      run: report.runId,
      title: `${name}: ${section.title}`,
      ...(label !== undefined && { label }),
      ...(summary && { summary: summary.map((remark) => named(name, remark)) }),
      headline: section.headline.map((remark) => named(name, remark)),
    };
  });

/** Remarks of a run's report about its archive rather than its results: that it is damaged. */
const doubtsOf = ({ name, report }: NamedReport): readonly Remark[] => {
  const own = new Set(
    report.sections.flatMap((each) => [...(each.summary ?? []), ...each.headline]),
  );
  return report.headline
    .filter((remark) => remark.level === 'warning' && !own.has(remark))
    .map((remark) => named(name, remark));
};

/** Names that distinguish runs: the playbook's, or the run's id if several share it. */
export const namesOf = (
  runs: readonly { readonly playbook: string; readonly runId: string }[],
): readonly string[] =>
  runs.map(({ playbook, runId }) => {
    const same = runs.filter((each) => each.playbook === playbook);
    return same.length === 1 ? playbook : runId;
  });

/**
 * The reports of several runs as one. Every section has its run's name, and where their figures
 * come from if that is not the same for all.
 * @param common sections about all of them, such as a paper's claims: they come first
 */
export const joinedReport = (
  title: string,
  parts: readonly NamedReport[],
  common: readonly Section[],
): Report => {
  const labels = [...new Set(parts.map(({ report }) => report.label))];
  const sections = parts.flatMap((part, index) => sectionsOf(part, index, labels.length > 1));
  return {
    runId: title,
    state: stateOf(parts),
    label: labels.join('; '),
    facts: factsOf(parts),
    headline: [...parts.flatMap(doubtsOf), ...reportHeadline([...common, ...sections])],
    sections: [...common, ...sections],
  };
};
