import { allPrintable } from '../../model/text/printable.js';
import type { Column, Report, Table, Unit, Value } from '../../model/section/section.js';
import { tableOf } from '../figure-table.js';
import { csvRecord } from './record.js';

/** Suffixes of column names by unit; plain counts have none. */
const SUFFIXES: Readonly<Record<Unit, string>> = {
  pps: 'pps',
  ns: 'ns',
  bps: 'bps',
  bytes: 'bytes',
  frames: 'frames',
  ratio: 'ratio',
  instructions: 'instructions',
  count: '',
};

const slug = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{N}]+/gu, '_').replaceAll(/^_+|_+$/g, '');

/** A column's name with its unit: `frame_size_bytes`, `loss_ratio`. */
const nameOf = ({ id, unit }: Column): string => {
  const suffix = unit === undefined ? '' : SUFFIXES[unit];
  const name = slug(id);
  return suffix === '' || name === suffix || name.endsWith(`_${suffix}`)
    ? name
    : `${name}_${suffix}`;
};

/** The columns that say which table a row is from. */
const PLACE = ['run', 'figures_from', 'section', 'table'] as const;
/** The columns of a row whose numbers are lower bounds only. */
const BOUNDS = 'lower_bounds';

const namesOf = ({ columns }: Table): readonly string[] => {
  const taken = new Set<string>([...PLACE, BOUNDS]);
  return columns.map((column) => {
    const name = nameOf(column);
    let own = name;
    for (let number = 2; taken.has(own); number += 1) own = `${name}_${number}`;
    taken.add(own);
    return own;
  });
};

interface Placed {
  readonly place: readonly string[];
  readonly table: Table;
  readonly names: readonly string[];
}

const tablesOf = ({ runId, label, sections }: Report): readonly Placed[] =>
  sections.flatMap((section) =>
    section.blocks.flatMap((block): Placed[] => {
      const table = tableOf(block);
      if (table === undefined) return [];
      const place = [section.run ?? runId, section.label ?? label, section.id, table.title];
      return [{ place, table, names: namesOf(table) }];
    }),
  );

const isBound = (value: Value | undefined): boolean => typeof value === 'object' && value !== null;

const fieldOf = (value: Value | undefined): string | number | null =>
  typeof value === 'object' ? (value?.atLeast ?? null) : (value ?? null);

/**
 * All tables and figures of a report as one CSV table (RFC 4180): one row for each of their rows,
 * with the table it is from, and a column for each quantity that any table has. Numbers are in the
 * unit that the column's name ends with.
 */
export const csvOf = (archived: Report): string => {
  const tables = tablesOf(allPrintable(archived));
  const columns = [...new Set(tables.flatMap(({ names }) => names))];
  const records = tables.flatMap(({ place, table, names }) => {
    const at = columns.map((column) => names.indexOf(column));
    return table.rows.map((row) => {
      const bounds = names.filter((_, index) => isBound(row[index]));
      return csvRecord([...place, ...at.map((index) => fieldOf(row[index])), bounds.join(' ')]);
    });
  });
  return [csvRecord([...PLACE, ...columns, BOUNDS]), ...records].join('');
};
