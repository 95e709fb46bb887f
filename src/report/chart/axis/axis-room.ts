import type { Axis } from '../../../model/section/section.js';

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
  /** How far apart series in one place may be drawn. */
  readonly apart: number;
}

/** What an axis has to show, and where. */
export interface AxisRoom {
  readonly axis: Axis;
  readonly values: readonly number[];
  /** Coordinates of its ends. */
  readonly from: number;
  readonly to: number;
  /** The part to show; absent for all. */
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
