/** Something to see in a graph; row 0 is the lowest, column 0 the leftmost. */
export interface Mark {
  readonly column: number;
  readonly row: number;
  readonly mark: string;
}

export interface Graph {
  readonly width: number;
  /** What is written before each row, the lowest first; empty where nothing is. */
  readonly labels: readonly string[];
  /** What is written below the axis, and from which column on. */
  readonly ticks: readonly { readonly column: number; readonly text: string }[];
  readonly marks: readonly Mark[];
}

/** A line that other marks may lie on. */
export const LINE = '-';
/** Where marks of several series lie on each other. */
export const SEVERAL = '*';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The mark of a series. */
export const letterOf = (index: number): string => LETTERS[index % LETTERS.length] ?? SEVERAL;

/** What is seen of marks in one place. */
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

/** Which series is which, as many to a line as fit; `line` is what a line of the graph stands for. */
export const legend = (series: readonly string[], line?: string): readonly string[] => {
  const entries = [
    ...(line === undefined ? [] : [`${LINE.repeat(3)} ${line}`]),
    ...series.map((name, index) => `${letterOf(index)} ${name}`),
    ...(series.length > 1 ? [`${SEVERAL} several`] : []),
  ];
  const lines: string[] = [];
  for (const entry of entries) {
    const joined = `${lines.at(-1) ?? ''}, ${entry}`;
    if (lines.length === 0 || joined.length > 98) lines.push(entry);
    else lines[lines.length - 1] = joined;
  }
  return lines;
};
