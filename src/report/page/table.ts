import type { Table } from '../../model/section/section.js';
import { unitText } from '../chart/axis/tick-text.js';
import { element, text, concatenated, type Markup } from '../markup.js';
import type { TextColumn, TextRow } from '../terminal/grid.js';
import { tableText } from '../terminal/table.js';
import { unfolding } from './remarks.js';
import { counted } from './words.js';

/** The number of rows shown at once. */
export const PAGE = 100;
/** Tables of more rows are folded. */
const MOST_SHOWN = 24;
/** Longer texts may wrap. */
const LONG_TEXT = 48;

export const isPaged = ({ rows }: Table): boolean => rows.length > PAGE;

const heading = ({ title, unit, words }: TextColumn, sorted: boolean): Markup => {
  const unitMarkup = unit === '' ? undefined : element('small', {}, text(unitText(unit)));
  return element(
    'th',
    { scope: 'col', class: !words && 'number' },
    sorted ? element('button', { type: 'button' }, text(title)) : text(title),
    unitMarkup,
  );
};

/** Rows of a table's body. */
export const bodyRows = (columns: readonly TextColumn[], rows: readonly TextRow[]): Markup =>
  concatenated(
    ...rows.map((row) =>
      element(
        'tr',
        {},
        row.map((value, index) => {
          const isNumber = columns[index]?.words === false;
          const className = isNumber ? 'number' : value.length > LONG_TEXT ? 'long' : undefined;
          return element('td', { class: className }, text(value));
        }),
      ),
    ),
  );

const grid = (table: Table): Markup => {
  const paged = isPaged(table);
  const { columns, rows } = tableText(table, table.rows.slice(0, paged ? PAGE : undefined));
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': table.title },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          columns.map((column) => heading(column, paged)),
        ),
      ),
      element('tbody', {}, bodyRows(columns, rows)),
    ),
  );
};

const paging = (table: Table): { readonly above: Markup; readonly below: Markup } => ({
  above: element(
    'div',
    { class: 'tools live', hidden: true },
    element('label', {}, text('find '), element('input', { type: 'search', class: 'find' })),
    element('span', { class: 'found', 'aria-live': 'polite' }),
  ),
  below: concatenated(
    element('button', { type: 'button', class: 'more live', hidden: true }, text('show more')),
    element(
      'noscript',
      {},
      element(
        'p',
        { class: 'absent' },
        text(
          `These are the first ${PAGE} of ${table.rows.length} rows. The archive has all of them.`,
        ),
      ),
    ),
  ),
});

/** A long table, with the controls that find and sort its rows if scripts may run. */
const content = (table: Table): Markup => {
  if (!isPaged(table)) return grid(table);
  const { above, below } = paging(table);
  return concatenated(above, grid(table), below);
};

/** How a table is placed on the page. */
export interface TablePlace {
  /** The page's script finds its rows by it. */
  readonly key: string;
  /** The summary that unfolds it; undefined to show it as far as there is room. */
  readonly summary?: string | undefined;
  /** Whether its title is shown elsewhere. */
  readonly titled: boolean;
}

/** A table: shown, or folded if it is long or next to a figure. */
export const tableMarkup = (table: Table, { key, summary, titled }: TablePlace): Markup => {
  const rows = counted(table.rows.length, 'row');
  const isFolded = summary !== undefined || table.rows.length > MOST_SHOWN;
  const title = titled ? undefined : table.title;
  const name = summary ?? title ?? 'table';
  return element(
    'div',
    { class: isPaged(table) ? 'table long-table' : 'table', 'data-table': isPaged(table) && key },
    isFolded
      ? unfolding(`${name}: ${rows}`, content(table))
      : concatenated(
          title === undefined ? undefined : element('h3', {}, text(title)),
          content(table),
        ),
  );
};
