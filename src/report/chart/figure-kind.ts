import type { Absent, Block, Table } from '../../model/section/section.js';
import type { Markup } from '../markup.js';
import type { Zoom } from './axis/positions.js';

/** Blocks that are drawn. */
export type Figure = Exclude<Block, Table | Absent>;

/** How a figure is to be drawn. */
export interface DrawOptions {
  /** In pixels of its own, all that text needs. */
  readonly width: number;
  /** Unique in its document: what the figure refers to begins with it. */
  readonly id: string;
  /** Names of series that are left out. */
  readonly hidden?: ReadonlySet<string> | undefined;
  /** The part of the horizontal axis shown; absent for all. */
  readonly zoom?: Zoom | undefined;
}

/** A place of a figure that a reader can stop at, and what there is to read. */
export interface Stop {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly text: string;
}

export interface Drawing {
  readonly height: number;
  readonly body: Markup;
  readonly stops: readonly Stop[];
}

/** An entry of a figure's legend. */
export interface Key {
  readonly name: string;
  /** A drawing of 24 by 12, around 0, 0. */
  readonly sample: Markup;
}

/** What there is to know of a kind of figure. */
export interface FigureKind<Kind extends Figure> {
  readonly title: (figure: Kind) => string;
  readonly draw: (figure: Kind, options: DrawOptions) => Drawing;
  /** The figure in words, for who does not see it: what it shows, and its main values. */
  readonly description: (figure: Kind) => string;
  readonly keys: (figure: Kind) => readonly Key[];
  /** Whether a reader can leave out what a key is of. */
  readonly canHide: boolean;
  /** The places of a horizontal axis that can be shown in part; none where it cannot. */
  readonly zoomable: (figure: Kind) => readonly number[];
  /** What its makers say of it; empty where they say nothing. */
  readonly note: (figure: Kind) => string;
  /** How many trials there are to a value, and how they spread. */
  readonly spread: (figure: Kind) => string;
  /** The values that are drawn, as a table. */
  readonly numbers: (figure: Kind) => Table;
  /** Why there is nothing to draw; undefined where there is. */
  readonly absent: (figure: Kind) => string | undefined;
  /** The same figure with no more than is drawn of it. */
  readonly drawn: (figure: Kind) => Kind;
}
