import { allPrintable } from '../../model/text/printable.js';
import type { Remark, Report, Section } from '../../model/section/section.js';
import { optionsOf, type RenderOptions, type TerminalOptions } from './options.js';
import { renderRemark, renderSection } from './section.js';
import { sentenceText, NO_BREAK_SPACE } from './units.js';
import { hanging } from './wrap.js';

type Paragraph = readonly string[];

/** Paragraphs with an empty line between them; ends with a line feed. */
const textOf = (paragraphs: readonly Paragraph[]): string =>
  `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`.replaceAll(NO_BREAK_SPACE, ' ');

const headline = (remarks: readonly Remark[], options: TerminalOptions): Paragraph =>
  remarks.flatMap((remark) => renderRemark(remark, options));

const header = (report: Report, options: TerminalOptions): Paragraph => {
  const { width, style } = options;
  const { runId, state, label } = report;
  const standing =
    state.level === 'warning' ? hanging(`run ${sentenceText(state.text)}`, width) : [];
  return [
    style('bold', runId),
    ...standing.map((line) => style('red', line)),
    ...hanging(`figures: ${label}`, width).map((line) => style('yellow', line)),
  ];
};

/** A fact of one word, such as a path, stays on the line of its name, however long it is. */
const facts = ({ facts: all }: Report, { width }: TerminalOptions): Paragraph =>
  all.flatMap(({ name, value }) => {
    const text = sentenceText(value);
    const gap = text.includes(' ') ? ' ' : NO_BREAK_SPACE;
    return hanging(`${name}:${gap}${text}`, width);
  });

/** A section without the results that are in the report's headline. */
const withoutShown = (section: Section, headline: readonly Remark[]): Section => {
  const shown = new Set(headline.map(({ text }) => sentenceText(text)));
  const own = section.headline.filter(({ text }) => !shown.has(sentenceText(text)));
  return { ...section, headline: own };
};

/** A report as text for a terminal: the headline first and last, never wider than the terminal. Pure. */
export const renderReport = (archived: Report, given: RenderOptions = {}): string => {
  const options = optionsOf(given);
  // Sanitized before layout, which depends on the length of texts.
  const report = allPrintable(archived);
  const lines = headline(report.headline, options);
  return textOf([
    header(report, options),
    lines,
    facts(report, options),
    ...report.sections.map((section) =>
      renderSection(withoutShown(section, report.headline), options),
    ),
    lines,
  ]);
};

/** Sections without a report, such as those of several runs. */
export const renderSections = (archived: readonly Section[], given: RenderOptions = {}): string => {
  const options = optionsOf(given);
  const sections = allPrintable(archived);
  const remarks = sections.flatMap(({ headline: own }) => own);
  return textOf([
    ...sections.map((section) => renderSection(withoutShown(section, remarks), options)),
    headline(remarks, options),
  ]);
};
