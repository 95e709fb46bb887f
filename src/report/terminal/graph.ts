import { wrap } from './wrap.js';

/** A mark in a graph; row 0 is the lowest, column 0 the leftmost. */
export interface Mark {
  readonly column: number;
  readonly row: number;
  readonly mark: string;
}

export interface Graph {
  readonly width: number;
  /** The label of each row, the lowest first; empty if there is none. */
  readonly labels: readonly string[];
  /** Labels below the axis, each with its first column. */
  readonly ticks: readonly { readonly column: number; readonly text: string }[];
  readonly marks: readonly Mark[];
}

/** A line that other marks may lie on. */
export const LINE = '-';
/** Where marks of several series overlap. */
const SEVERAL = '*';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The mark of a series. */
export const letterOf = (index: number): string => LETTERS[index % LETTERS.length] ?? SEVERAL;

/** The visible mark if several share a place. */
const shown = (marks: readonly string[]): string => {
  const [first, ...others] = [...new Set(marks)].filter((mark) => mark !== LINE);
  if (first === undefined) return marks.length === 0 ? ' ' : LINE;
  return others.length === 0 ? first : SEVERAL;
};

/** Texts in one line, each from its column on. */
const placed = (ticks: Graph['ticks']): string =>
  ticks.reduce((line, { column, text }) => `${line.padEnd(column)}${text}`, '');

/** A graph of characters, its highest row first; its axes are drawn, its marks explained elsewhere. */
export const graphLines = ({ width, labels, ticks, marks }: Graph): readonly string[] => {
  const margin = Math.max(0, ...labels.map(({ length }) => length));
  const rows = labels.map((label, row) => {
    const cells = Array.from({ length: width }, (_, column) =>
      shown(marks.flatMap((each) => (each.row === row && each.column === column ? each.mark : []))),
    );
    return `${label.padStart(margin)} ${label === '' ? '|' : '+'}${cells.join('')}`.trimEnd();
  });
  const below = ' '.repeat(margin + 1);
  return [...rows.toReversed(), `${below}+${LINE.repeat(width)}`, `${below} ${placed(ticks)}`];
};

/** Short texts with commas between them, as many to a line as fit. */
export const entries = (texts: readonly string[], width: number): readonly string[] => {
  const lines: string[] = [];
  for (const [index, text] of texts.entries()) {
    const entry = index === texts.length - 1 ? text : `${text},`;
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + entry.length > width)
      lines.push(...wrap(entry, width));
    else lines[lines.length - 1] = `${line} ${entry}`;
  }
  return lines;
};

/** The legend; `line` is the meaning of a line of the graph. */
export const legend = (
  series: readonly string[],
  line: string | undefined,
  width: number,
): readonly string[] =>
  entries(
    [
      ...(line === undefined ? [] : [`${LINE.repeat(3)} ${line}`]),
      ...series.map((name, index) => `${letterOf(index)} ${name}`),
      ...(series.length > 1 ? [`${SEVERAL} several`] : []),
    ],
    width,
  );
