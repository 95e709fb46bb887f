import type { Axis } from '../../../model/section/section.js';
import type { AxisRoom, Positions } from './axis-room.js';
import { linear } from './linear.js';
import { logarithmic } from './logarithmic.js';
import { category, nines } from './places.js';

const LAYOUTS: Readonly<Record<Axis['scale'], (room: AxisRoom) => Positions>> = {
  linear,
  log: logarithmic,
  nines,
  category,
};

/** Lays out an axis by its scale. */
export const positionsOf = (room: AxisRoom): Positions => LAYOUTS[room.axis.scale](room);
