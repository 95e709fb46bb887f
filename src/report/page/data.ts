import type { Block, Report, Table } from '../../model/section/section.js';
import type { Figure } from '../chart/figure-kind.js';
import { kindOf } from '../chart/kinds/index.js';
import { element, trusted, type Markup } from '../markup.js';
import { packed, type PackedTable } from './packed-table.js';
import { isPaged } from './table.js';

/** What the page's program needs of a report. */
export interface PageData {
  /** Figures by the keys of their places. */
  readonly figures: Readonly<Record<string, Figure>>;
  /** Tables of more rows than are shown at once. */
  readonly tables: Readonly<Record<string, PackedTable>>;
}

/** The key of a block by its place in the report. */
export const keyOf = (section: number, block: number): string => `${section}-${block}`;

/** The key of the table of a figure. */
export const numbersKey = (key: string): string => `${key}-numbers`;

const isFigure = (block: Block): block is Figure =>
  block.kind !== 'table' && block.kind !== 'absent';

interface Entries {
  readonly figures: readonly (readonly [string, Figure])[];
  readonly tables: readonly (readonly [string, Table])[];
}

const entriesOf = (block: Block, key: string): Entries => {
  if (block.kind === 'table') return { figures: [], tables: [[key, block]] };
  if (!isFigure(block)) return { figures: [], tables: [] };
  const kind = kindOf(block);
  return {
    figures: kind.absent(block) === undefined ? [[key, kind.drawn(block)]] : [],
    tables: [[numbersKey(key), kind.numbers(block)]],
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

/** The element that has it. */
export const DATA_ELEMENT = 'report-data';

/** The data as JSON within the page, where nothing in it can end its element. */
export const dataElement = (report: Report): Markup =>
  element(
    'script',
    { type: 'application/json', id: DATA_ELEMENT },
    trusted(JSON.stringify(dataOf(report)).replaceAll('<', '\\u003c')),
  );
