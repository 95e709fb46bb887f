/**
 * A report as data, before it is rendered. Terminal, HTML, CSV and Markdown
 * are renderers of these values. Numbers are in base units (frames a second, nanoseconds, bytes,
 * ratios of one); only a renderer scales them to kpps, milliseconds or per cent.
 */

/** What a number counts: frames a second, nanoseconds, bits a second at layer 1, parts of one ... */
export type Unit = 'pps' | 'ns' | 'bps' | 'bytes' | 'frames' | 'ratio' | 'instructions' | 'count';

/** A number of which only a lower bound is known. */
export interface AtLeast {
  readonly atLeast: number;
}

/** A value of a table; null where it was not measured. */
export type Value = string | number | AtLeast | null;

/** A number within a sentence. */
export interface Quantity {
  readonly value: number;
  readonly unit: Unit;
}

/** Words and numbers, alternating: a renderer scales the numbers. See `sentence`. */
export type Sentence = readonly (string | Quantity)[];

/** A column of a table. */
export interface Column {
  /** Unique in its table; the name of the column in CSV. */
  readonly id: string;
  readonly title: string;
  readonly type: 'text' | 'number';
  /** Of its numbers; absent where they are plain, such as a quotient. */
  readonly unit?: Unit;
  /** Its numbers are differences, shown with their sign. */
  readonly signed?: true;
}

/** Rows of values, each with one value for every column. */
export interface Table {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** A long one is paged on a page, and printed on a terminal only when all is asked for. */
  readonly size: 'short' | 'long';
}

/** A value that an axis does not reach, named at its edge with an arrow: the line rate of a link. */
export interface Limit {
  readonly name: string;
  readonly value: number;
}

/** An axis of a figure. `nines`: equal steps for 90 %, 99 %, 99.9 %. */
export interface Axis {
  readonly title: string;
  readonly unit: Unit;
  readonly scale: 'linear' | 'log' | 'nines' | 'category';
  /** Names of its places, where a value is the number of one of them, from 0. */
  readonly labels?: readonly string[];
  /** Drawn where the measured values reach them; an axis is never stretched to one. */
  readonly limits?: readonly Limit[];
  /** Its greatest value, whatever was measured: 1 where an RFC has loss up to 100 %. */
  readonly end?: number;
}

/** A point of a series, with the spread of its trials. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly least: number;
  readonly greatest: number;
  /** Sequence numbers of its trials. */
  readonly trials: readonly number[];
  /** How many searches it rests on, where a measurement is a search of several trials. */
  readonly searches?: number | undefined;
}

/** Points that belong together; drawn in the style of its data plane's name. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

/** A line that is no measurement, such as the line rate of a link. */
export interface Reference {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Series over one axis. */
export interface Lines {
  readonly kind: 'lines';
  readonly title: string;
  readonly description: string;
  /** How points are joined; by lines where absent. `steps`: a histogram, a y holds from its x to the next. */
  readonly drawn?: 'points' | 'steps';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly references: readonly Reference[];
}

/** Parts of a whole over one axis, such as where frames were lost at each load. */
export interface Stacks {
  readonly kind: 'stacks';
  readonly title: string;
  readonly description: string;
  /** Of the amounts. */
  readonly unit: Unit;
  /** Whether every bar is 100 %, or as long as its sum. */
  readonly scale: 'share' | 'amount';
  readonly x: Axis;
  readonly parts: readonly string[];
  readonly groups: readonly {
    readonly name: string;
    /** Amounts by part, in the order of `parts`. */
    readonly bars: readonly { readonly x: number; readonly amounts: readonly number[] }[];
  }[];
}

/** A figure that a reader may look for and that is not there. */
export interface Absent {
  readonly kind: 'absent';
  /** The title it would have. */
  readonly title: string;
  readonly why: Sentence;
}

/** Sums by part in columns, the most significant parts first. Every column of numbers adds up. */
export interface Difference {
  readonly kind: 'difference';
  readonly table: Table;
  readonly from: string;
  readonly to: string;
  /** How many rows are worth drawing; all others are shown as one. */
  readonly top: number;
}

export type Block = Table | Lines | Stacks | Difference | Absent;

/** A sentence about a run: a result, or a reason to doubt one. */
export interface Remark {
  readonly level: 'result' | 'note' | 'warning';
  readonly text: Sentence;
}

/** One part of a report. */
export interface Section {
  /** Unique in its report: `throughput`, `load-sweep`. */
  readonly id: string;
  readonly title: string;
  /** The run that it is of, in a report of several. */
  readonly run?: string | undefined;
  /** Where its figures come from, where that is not where the report's do: see `Report.label`. */
  readonly label?: string | undefined;
  /** Its result in a sentence or two over all data planes, for the report's headline; default: `headline`. */
  readonly summary?: readonly Remark[] | undefined;
  /** Its result, a line for each data plane. */
  readonly headline: readonly Remark[];
  /** What a reader has to know before using the figures. */
  readonly remarks: readonly Remark[];
  readonly blocks: readonly Block[];
  /** Whether it is shown only in the full report. */
  readonly detail: boolean;
}

/** A fact that holds for the whole run. */
export interface Fact {
  readonly name: string;
  readonly value: Sentence;
}

/** The report of a run. */
export interface Report {
  readonly runId: string;
  readonly state: Remark;
  /** What its figures are worth: emulated, metal, instruction time, simulated. */
  readonly label: string;
  /** Named facts about the run, such as the DUT's kernel, in order. */
  readonly facts: readonly Fact[];
  /** What a reader has in ten seconds, the most important first. */
  readonly headline: readonly Remark[];
  readonly sections: readonly Section[];
}
