/**
 * A report as data, before it is rendered for terminal, HTML, CSV or Markdown. Numbers are in base units
 * (frames/s, nanoseconds, bytes, ratios from 0 to 1); only a renderer scales them to kpps, milliseconds
 * or per cent.
 */

/** The unit of a number: frames/s, nanoseconds, bit/s at layer 1 ... */
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

/** Text and numbers; a renderer scales the numbers. See `sentence`. */
export type Sentence = readonly (string | Quantity)[];

/** A column of a table. */
export interface Column {
  /** Unique in its table; the name of the column in CSV. */
  readonly id: string;
  readonly title: string;
  readonly type: 'text' | 'number';
  /** Of its numbers; absent if they have none, such as a quotient. */
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
  /** A long table is paginated in HTML, and printed on a terminal only in the full report. */
  readonly size: 'short' | 'long';
}

/** A value beyond the end of an axis, labelled at its edge with an arrow: the line rate of a link. */
export interface Limit {
  readonly name: string;
  readonly value: number;
}

/** An axis of a figure. `nines`: equal steps for 90 %, 99 %, 99.9 %. */
export interface Axis {
  readonly title: string;
  readonly unit: Unit;
  readonly scale: 'linear' | 'log' | 'nines' | 'category';
  /** Names of its categories, if a value is the number of one of them, from 0. */
  readonly labels?: readonly string[];
  /** Drawn where the measured values reach them; an axis is never stretched to one. */
  readonly limits?: readonly Limit[];
  /** Its fixed end, whatever was measured: 1 if an RFC requires loss up to 100 %. */
  readonly end?: number;
}

/** A point of a series, with the range of its trials. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly least: number;
  readonly greatest: number;
  /** Sequence numbers of its trials. */
  readonly trials: readonly number[];
  /** How many searches it is based on, if a measurement is a search of several trials. */
  readonly searches?: number | undefined;
}

/** A series of points, drawn in the style of the data plane of that name. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

/** A line that was not measured, such as the line rate of a link. */
export interface Reference {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Series over one axis. */
export interface Lines {
  readonly kind: 'lines';
  readonly title: string;
  readonly description: string;
  /** How points are connected; absent: by lines. `steps`: a histogram, a y is valid from its x to the next. */
  readonly drawn?: 'points' | 'steps';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly references: readonly Reference[];
}

/** Stacked bars over one axis, such as where frames were lost at each load. */
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

/** A figure that a reader may look for, but that is missing. */
export interface Absent {
  readonly kind: 'absent';
  /** The title it would have. */
  readonly title: string;
  readonly why: Sentence;
}

/** Sums by part in columns, the most significant parts first. */
export interface Difference {
  readonly kind: 'difference';
  readonly table: Table;
  readonly from: string;
  readonly to: string;
  /** How many rows are drawn; the others are combined into one. */
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
  /** Its run, in a report of several. */
  readonly run?: string | undefined;
  /** Origin of its figures, if other than the report's: see `Report.label`. */
  readonly label?: string | undefined;
  /** Its result in a sentence or two over all data planes, for the report's headline; default: `headline`. */
  readonly summary?: readonly Remark[] | undefined;
  /** Its result, a line for each data plane. */
  readonly headline: readonly Remark[];
  /** What a reader must know before using the figures. */
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
  /** Origin of its figures: emulated, metal, instruction time, simulated. */
  readonly label: string;
  /** Named facts about the run, such as the DUT's kernel, in order. */
  readonly facts: readonly Fact[];
  /** For readers with ten seconds, the most important first. */
  readonly headline: readonly Remark[];
  readonly sections: readonly Section[];
}
