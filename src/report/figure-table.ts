import type { Axis, Block, Column, Lines, Stacks, Table, Value } from '../model/section/section.js';
import { numbers, table, words } from '../rfc2544/sections/table.js';

/** The id of a column from a title: lower case, hyphens between words. */
const idOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '') || 'value';

const axisColumn = ({ title, unit, labels }: Axis): Column =>
  labels === undefined ? numbers(idOf(title), title, unit) : words(idOf(title), title);

const axisValue = ({ labels }: Axis, value: number): Value =>
  labels === undefined ? value : (labels[value] ?? `${value}`);

/** Columns whose ids are unique: duplicates get a number. */
const unique = (columns: readonly Column[]): readonly Column[] =>
  columns.map((column, index) => {
    const before = columns.slice(0, index).filter(({ id }) => id === column.id).length;
    return before === 0 ? column : { ...column, id: `${column.id}-${before + 1}` };
  });

const ofLines = ({ title, x, y, series, references }: Lines): Table => {
  const searched = series.some(({ points }) => points.some((point) => point.searches));
  const columns = [
    words('series', 'series'),
    axisColumn(x),
    axisColumn(y),
    numbers('least', 'least', y.unit),
    numbers('greatest', 'greatest', y.unit),
    searched ? numbers('searches', 'searches', 'count') : numbers('trials', 'trials', 'count'),
  ];
  const measured = series.flatMap(({ name, points }) =>
    points.map((point): Value[] => [
      name,
      axisValue(x, point.x),
      axisValue(y, point.y),
      point.least,
      point.greatest,
      point.searches ?? point.trials.length,
    ]),
  );
  const drawn = references.flatMap(({ name, points }) =>
    points.map((point): Value[] => [name, axisValue(x, point.x), point.y, null, null, null]),
  );
  return table(title, unique(columns), [...measured, ...drawn]);
};

const ofStacks = ({ title, unit, x, parts, groups }: Stacks): Table => {
  const columns = [
    words('series', 'series'),
    axisColumn(x),
    ...parts.map((part) => numbers(idOf(part), part, unit)),
  ];
  const rows = groups.flatMap(({ name, bars }) =>
    bars.map((bar): Value[] => [name, axisValue(x, bar.x), ...bar.amounts]),
  );
  return table(title, unique(columns), rows);
};

/** The numbers of a block as a table; undefined for an absent figure. */
export const tableOf = (block: Block): Table | undefined => {
  switch (block.kind) {
    case 'table':
      return block;
    case 'difference':
      return block.table;
    case 'lines':
      return ofLines(block);
    case 'stacks':
      return ofStacks(block);
    case 'absent':
      return undefined;
  }
};
