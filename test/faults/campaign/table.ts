import { textTable } from '../../../src/report/terminal/text-table.js';
import type { Attempt, Problem } from '../fault.js';

/** A row of the table: a fault, and what each try of it showed. */
export interface Row {
  readonly name: string;
  readonly title: string;
  readonly attempts: readonly (Attempt & { readonly number: number })[];
}

const KINDS = ['left behind', 'lost', 'wrong'] as const satisfies readonly Problem['kind'][];

const COLUMNS = ['fault', 'tries', ...KINDS].map((title) => ({
  title,
  unit: '',
  words: title === 'fault',
}));

/** The tries in which something of this kind was found. */
const triesWith = (row: Row, kind: Problem['kind']): number =>
  row.attempts.filter(({ problems }) => problems.some((problem) => problem.kind === kind)).length;

/** Whether every line of the table is at 0. */
export const isClean = (rows: readonly Row[]): boolean =>
  rows.every(({ attempts }) => attempts.every(({ problems }) => problems.length === 0));

/** The table as text, with what was found below it: by row, try and moment. Pure. */
export const tableText = (rows: readonly Row[], width: number): string => {
  const cells = rows.map((row) => [
    row.title,
    String(row.attempts.length),
    ...KINDS.map((kind) => String(triesWith(row, kind))),
  ]);
  const found = rows.flatMap(({ name, attempts }) =>
    attempts.flatMap(({ number, moment, problems }) =>
      problems.map(({ kind, what }) => `${name} ${number} (${moment}): ${kind}: ${what}`),
    ),
  );
  return [...textTable(COLUMNS, cells, width, (_, text) => text), '', ...found]
    .join('\n')
    .trimEnd();
};
