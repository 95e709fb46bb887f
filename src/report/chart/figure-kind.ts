import type { Absent, Block, Table } from '../../model/section/section.js';
import type { Markup } from '../markup.js';
import type { Zoom } from './axis/axis-room.js';

/** Blocks that are drawn. */
export type Drawable = Exclude<Block, Table | Absent>;

/** How a figure is to be drawn. */
export interface DrawOptions {
  /** In pixels of the drawing, including room for text. */
  readonly width: number;
  /** Unique in its document: prefix of all ids in the figure. */
  readonly id: string;
  /** Names of series that are left out. */
  readonly hidden?: ReadonlySet<string> | undefined;
  /** The part of the horizontal axis shown; absent for all. */
  readonly zoom?: Zoom | undefined;
}

/** A place of a figure that a reader can stop at, and what there is to read. */
export interface ReadOut {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly text: string;
}

export interface Drawing {
  readonly height: number;
  readonly body: Markup;
  readonly readings: readonly ReadOut[];
}

/** An entry of a figure's legend. */
export interface Key {
  readonly name: string;
  /** A drawing of 24 by 12, around 0, 0. */
  readonly sample: Markup;
}

/** The properties of a kind of figure. */
export interface FigureKind<Kind extends Drawable> {
  readonly title: (figure: Kind) => string;
  readonly draw: (figure: Kind, options: DrawOptions) => Drawing;
  /** The figure in words, for readers who cannot see it: what it shows, and its main values. */
  readonly description: (figure: Kind) => string;
  readonly keys: (figure: Kind) => readonly Key[];
  /** Whether a reader can hide the series of a key. */
  readonly canHide: boolean;
  /** The places of a horizontal axis that can be shown in part; none if it cannot. */
  readonly zoomable: (figure: Kind) => readonly number[];
  /** Its description; empty if it has none. */
  readonly note: (figure: Kind) => string;
  /** The number of trials per value, and their spread. */
  readonly spread: (figure: Kind) => string;
  /** Why there is nothing to draw; undefined if there is something. */
  readonly absent: (figure: Kind) => string | undefined;
  /** The same figure reduced to what is drawn. */
  readonly drawn: (figure: Kind) => Kind;
}
