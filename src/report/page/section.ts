import type { Block, Remark, Section } from '../../model/section/section.js';
import { element, text, concatenated, type Markup } from '../markup.js';
import { blockMarkup } from './block.js';
import { keyOf } from './data.js';
import { remarkList } from './remarks.js';

/** Above this number, results are folded. */
const MOST_RESULTS = 6;

interface Placed {
  readonly block: Block;
  readonly key: string;
}

/** Figures before tables, each in its order: figures are quicker to take in. */
const inOrder = ({ blocks }: Section, index: number): readonly Placed[] => {
  const all = blocks.map((block, place) => ({ block, key: keyOf(index, place) }));
  const isTable = ({ block }: Placed): boolean => block.kind === 'table';
  return [...all.filter((each) => !isTable(each)), ...all.filter(isTable)];
};

/** The results of a section over all data planes, then for each; no line twice. */
const results = ({ summary = [], headline }: Section): readonly Remark[] => [
  ...summary,
  ...headline.filter((line) => !summary.includes(line)),
];

/** A section: results, warnings, figures and tables, then notes. */
const content = (section: Section, index: number, label: string): Markup => {
  const of = (warning: boolean): readonly Remark[] =>
    section.remarks.filter(({ level }) => (level === 'warning') === warning);
  return concatenated(
    section.label === undefined
      ? undefined
      : element(
          'p',
          { class: 'standing' },
          element('span', { class: 'label' }, text(section.label)),
        ),
    remarkList(results(section), 'remarks', MOST_RESULTS),
    remarkList(of(true), 'remarks'),
    ...inOrder(section, index).map(({ block, key }) =>
      blockMarkup(block, { section, key, label: section.label ?? label }),
    ),
    remarkList(of(false), 'remarks'),
  );
};

/**
 * A section of the page; detail sections are folded.
 * @param index its place in the report
 * @param label the source of its figures unless the section has a label
 */
export const sectionMarkup = (section: Section, index: number, label: string): Markup => {
  const { id, title, detail } = section;
  const own = content(section, index, label);
  const heading = `heading-${id}`;
  return element(
    'section',
    { id, 'aria-labelledby': heading },
    detail
      ? element('details', { class: 'part' }, element('summary', { id: heading }, text(title)), own)
      : concatenated(element('h2', { id: heading }, text(title)), own),
  );
};
