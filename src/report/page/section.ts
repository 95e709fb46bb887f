import type { Block, Remark, Section } from '../../model/section/section.js';
import { element, text, together, type Markup } from '../markup.js';
import { blockMarkup } from './block.js';
import { keyOf } from './data.js';
import { remarkList } from './remarks.js';

/** More results than these unfold. */
const MOST_RESULTS = 6;

interface Placed {
  readonly block: Block;
  readonly key: string;
}

/** Figures before tables, each in its order: a reader sees before reading. */
const inOrder = ({ blocks }: Section, index: number): readonly Placed[] => {
  const all = blocks.map((block, place) => ({ block, key: keyOf(index, place) }));
  const isTable = ({ block }: Placed): boolean => block.kind === 'table';
  return [...all.filter((each) => !isTable(each)), ...all.filter(isTable)];
};

/** What a section came to over all data planes, then for each; no line twice. */
const results = ({ summary = [], headline }: Section): readonly Remark[] => [
  ...summary,
  ...headline.filter((line) => !summary.includes(line)),
];

/** A section: what came out, what to beware of, its figures and tables, then what else there is to know. */
const content = (section: Section, index: number, label: string): Markup => {
  const of = (warning: boolean): readonly Remark[] =>
    section.remarks.filter(({ level }) => (level === 'warning') === warning);
  return together(
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
 * A section of the page; one that is of interest to few unfolds.
 * @param index its place in the report
 * @param label where its figures come from unless it says so itself
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
      : together(element('h2', { id: heading }, text(title)), own),
  );
};
