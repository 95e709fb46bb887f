import type { Remark, Report, Section } from '../../model/section.js';
import { renderRemark, renderSection } from './section.js';
import { plain, type Style } from './style.js';
import type { TerminalOptions } from './table.js';
import { sentenceText, TOGETHER } from './units.js';
import { hanging } from './wrap.js';

/** The width of a terminal that does not say it, and of files and pipes. */
export const USUAL_WIDTH = 80;
/** Sections are not set narrower than this. */
const NARROWEST = 40;

export interface RenderOptions {
  /** Columns of the terminal; 80 where they are not known. */
  readonly width?: number | undefined;
  /** Also what is long or of interest to few. */
  readonly full?: boolean | undefined;
  /** How text stands out; not at all when absent. */
  readonly style?: Style | undefined;
}

const optionsOf = ({
  width = USUAL_WIDTH,
  full = false,
  style = plain,
}: RenderOptions): TerminalOptions => ({ width: Math.max(NARROWEST, width), full, style });

type Paragraph = readonly string[];

/** Paragraphs with an empty line between them; ends with a line feed. */
const textOf = (paragraphs: readonly Paragraph[]): string =>
  `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`.replaceAll(TOGETHER, ' ');

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

const facts = ({ facts: all }: Report, { width }: TerminalOptions): Paragraph =>
  all.flatMap(({ name, value }) => hanging(`${name}: ${sentenceText(value)}`, width));

/** A report as text for a terminal: the headline first and last, never wider than the terminal. Pure. */
export const renderReport = (report: Report, given: RenderOptions = {}): string => {
  const options = optionsOf(given);
  const lines = headline(report.headline, options);
  return textOf([
    header(report, options),
    lines,
    facts(report, options),
    ...report.sections.map((section) => renderSection(section, options)),
    lines,
  ]);
};

/** Sections alone, such as those of several runs together. */
export const renderSections = (sections: readonly Section[], given: RenderOptions = {}): string => {
  const options = optionsOf(given);
  return textOf([
    ...sections.map((section) => renderSection(section, options)),
    headline(
      sections.flatMap(({ headline: own }) => own),
      options,
    ),
  ]);
};
