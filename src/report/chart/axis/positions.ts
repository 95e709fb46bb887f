import type { Axis } from '../../../model/section/section.js';
import { linear } from './linear.js';
import { logarithmic } from './logarithmic.js';
import { category, nines } from './places.js';

/** A label of an axis. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** An axis laid out between two coordinates. */
export interface Positions {
  readonly of: (value: number) => number;
  readonly ticks: readonly Tick[];
  /** The unit of the ticks: `kpps`; empty for counts. */
  readonly unit: string;
  /** The values at its ends. */
  readonly domain: readonly [least: number, greatest: number];
  /** How far series in one place may stand apart. */
  readonly apart: number;
}

/** What an axis has to show, and where. */
export interface AxisRoom {
  readonly axis: Axis;
  readonly values: readonly number[];
  /** Coordinates of its ends. */
  readonly from: number;
  readonly to: number;
  /** The part to be shown; absent for all. */
  readonly zoom?: Zoom | undefined;
  /** About how many ticks there is room for. */
  readonly ticks: number;
  /** Whether a logarithmic axis has its ticks at the values, such as frame sizes. */
  readonly atValues?: boolean | undefined;
}

/** The least and the greatest value shown. */
export interface Zoom {
  readonly least: number;
  readonly greatest: number;
}

const LAYOUTS: Readonly<Record<Axis['scale'], (room: AxisRoom) => Positions>> = {
  linear,
  log: logarithmic,
  nines,
  category,
};

/** Lays out an axis by its scale. */
export const positionsOf = (room: AxisRoom): Positions => LAYOUTS[room.axis.scale](room);
