import { allPrintable } from '../../model/text/printable.js';
import type { Block, Remark, Report, Section, Sentence } from '../../model/section/section.js';
import { captionOf } from '../caption.js';
import { tableOf } from '../figure-table.js';
import { plainText } from '../terminal/units.js';
import { markdownTable } from './table.js';
import { markdownText } from './text.js';

const sentenceText = (sentence: Sentence): string => markdownText(plainText(sentence));

const remarkText = ({ level, text }: Remark): string =>
  level === 'warning' ? `**Warning:** ${sentenceText(text)}` : sentenceText(text);

const list = (items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [...items.map((item) => `- ${item}`), ''];

/** A foldable block. */
const closed = (title: string, lines: readonly string[]): readonly string[] => [
  `<details><summary>${title}</summary>`,
  '',
  ...lines,
  '</details>',
  '',
];

const notesOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'lines':
      return [block.description, captionOf(block) ?? ''].filter((text) => text !== '');
    case 'stacks':
      return [block.description].filter((text) => text !== '');
    case 'table':
    case 'difference':
    case 'absent':
      return [];
  }
};

const blockText = (block: Block): readonly string[] => {
  if (block.kind === 'absent') {
    return [`**${markdownText(block.title)}**: not shown: ${sentenceText(block.why)}`, ''];
  }
  const table = tableOf(block);
  if (table === undefined) return [];
  const notes = notesOf(block).map(markdownText);
  const body = [...(notes.length === 0 ? [] : [notes.join(' '), '']), ...markdownTable(table), ''];
  const title = markdownText(table.title);
  const isShort = block.kind === 'table' && block.size === 'short';
  return isShort ? [`**${title}**`, '', ...body] : closed(title, body);
};

const sectionText = (section: Section): readonly string[] => {
  const { label, headline, remarks, blocks } = section;
  const title = markdownText(section.title);
  const body = [
    ...(label === undefined ? [] : [`Figures: **${markdownText(label)}**`, '']),
    ...list([...headline, ...remarks].map(remarkText)),
    ...blocks.flatMap(blockText),
  ];
  return section.detail ? closed(title, body) : [`## ${title}`, '', ...body];
};

/** A report as GitHub's Markdown: headline, facts, then sections, whose figures are tables of their numbers. */
export const markdownOf = (archived: Report): string => {
  const report = allPrintable(archived);
  const { runId, state, label, headline, facts, sections } = report;
  return `${[
    `# ${markdownText(runId)}`,
    '',
    `Figures: **${markdownText(label)}**. ${state.level === 'warning' ? '**Run:** ' : 'Run: '}${sentenceText(state.text)}`,
    '',
    ...list(headline.map(remarkText)),
    ...list(facts.map(({ name, value }) => `${markdownText(name)}: ${sentenceText(value)}`)),
    ...sections.flatMap(sectionText),
  ]
    .join('\n')
    .trimEnd()}\n`;
};
