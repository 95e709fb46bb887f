import type { Block, Report, Table } from '../../model/section/section.js';
import type { Drawable } from '../chart/figure-kind.js';
import { kindOf } from '../chart/kinds/index.js';
import { tableOf } from '../figure-table.js';
import { element, trusted, type Markup } from '../markup.js';
import { packed } from './packed-table.js';
import { DATA_ELEMENT, type PageData } from './page-data.js';
import { isPaged } from './table.js';

/** The key of a block by its place in the report. */
export const keyOf = (section: number, block: number): string => `${section}-${block}`;

/** The key of the table of a figure. */
export const numbersKey = (key: string): string => `${key}-numbers`;

const isFigure = (block: Block): block is Drawable =>
  block.kind !== 'table' && block.kind !== 'absent';

interface Entries {
  readonly figures: readonly (readonly [string, Drawable])[];
  readonly tables: readonly (readonly [string, Table])[];
}

const entriesOf = (block: Block, key: string): Entries => {
  if (block.kind === 'table') return { figures: [], tables: [[key, block]] };
  if (!isFigure(block)) return { figures: [], tables: [] };
  const kind = kindOf(block);
  const numbers = tableOf(block);
  return {
    figures: kind.absent(block) === undefined ? [[key, kind.drawn(block)]] : [],
    tables: numbers === undefined ? [] : [[numbersKey(key), numbers]],
  };
};

const dataOf = ({ sections }: Report): PageData => {
  const all = sections.flatMap(({ blocks }, section) =>
    blocks.map((block, index) => entriesOf(block, keyOf(section, index))),
  );
  return {
    figures: Object.fromEntries(all.flatMap(({ figures }) => figures)),
    tables: Object.fromEntries(
      all
        .flatMap(({ tables }) => tables)
        .filter(([, table]) => isPaged(table))
        .map(([key, table]) => [key, packed(table)]),
    ),
  };
};

/** The data as JSON within the page, escaped so that it cannot close its element. */
export const dataElement = (report: Report): Markup =>
  element(
    'script',
    { type: 'application/json', id: DATA_ELEMENT },
    trusted(JSON.stringify(dataOf(report)).replaceAll('<', '\\u003c')),
  );
