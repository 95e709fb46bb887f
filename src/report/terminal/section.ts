import type { Block, Remark, Section } from '../../model/section/section.js';
import { sum } from '../../model/numbers/sum.js';
import { captionOf } from '../caption.js';
import { renderDifference } from './difference.js';
import { renderLines } from './lines.js';
import type { TerminalOptions } from './options.js';
import { renderStacks } from './stacks.js';
import { renderTable } from './table.js';
import { sentenceText } from './units.js';
import { hanging, wrap } from './wrap.js';

const wrapped = (text: string | undefined, { width }: TerminalOptions): readonly string[] =>
  text === undefined ? [] : hanging(text, width);

const body = (block: Block, options: TerminalOptions): readonly string[] => {
  switch (block.kind) {
    case 'table':
      return renderTable(block, options);
    case 'lines':
      return [...renderLines(block, options.width), ...wrapped(captionOf(block), options)];
    case 'stacks':
      return renderStacks(block, options.width);
    case 'difference':
      return renderDifference(block, options);
    case 'absent':
      return hanging(`not shown: ${sentenceText(block.why)}`, options.width);
  }
};

const titleOf = (block: Block): string =>
  block.kind === 'difference' ? block.table.title : block.title;

/** A block under its title, which is left out if the section has the same. */
const renderBlock = (block: Block, section: Section, options: TerminalOptions) => {
  const title = titleOf(block);
  const heading = title === section.title ? [] : wrap(title, options.width);
  return ['', ...heading, ...body(block, options)];
};

/** A remark as lines; a warning stands out. */
export const renderRemark = (
  { level, text }: Remark,
  { width, style }: TerminalOptions,
): readonly string[] => {
  const lines = hanging(sentenceText(text), width);
  return level === 'warning' ? lines.map((line) => style('yellow', line)) : lines;
};

const rowsOf = ({ blocks }: Section): number =>
  sum(
    blocks.map((block) => {
      if (block.kind === 'table') return block.rows.length;
      return block.kind === 'difference' ? block.table.rows.length : 0;
    }),
  );

/** A section left out of the short report, as one line that says how to show it. */
const renderHidden = (section: Section, { width }: TerminalOptions): readonly string[] => {
  const remarks = section.remarks.map(({ text }) => `${sentenceText(text)} `).join('');
  return wrap(`${section.title}: ${remarks}${rowsOf(section)} rows, shown with --full`, width);
};

/** A section: its title, results, warnings, blocks, then notes. */
export const renderSection = (section: Section, options: TerminalOptions): readonly string[] => {
  if (section.detail && !options.full) return renderHidden(section, options);
  const { title, remarks, blocks } = section;
  const of = (warning: boolean): readonly string[] =>
    remarks
      .filter(({ level }) => (level === 'warning') === warning)
      .flatMap((remark) => renderRemark(remark, options));
  const label =
    section.label === undefined ? [] : hanging(`figures: ${section.label}`, options.width);
  const heading = wrap(title, options.width).map((line) => options.style('bold', line));
  const rule = '-'.repeat(Math.min(options.width, title.length));
  const notes = of(false);
  return [
    ...heading,
    rule,
    ...label.map((line) => options.style('yellow', line)),
    ...section.headline.flatMap((remark) => renderRemark(remark, options)),
    ...of(true),
    ...blocks.flatMap((block) => renderBlock(block, section, options)),
    ...(notes.length > 0 && blocks.length > 0 ? [''] : []),
    ...notes,
  ];
};
