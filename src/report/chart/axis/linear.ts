import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { AxisRoom, Positions } from './axis-room.js';
import { plainTick, tickScale } from './tick-text.js';

/** An axis of ratios whose greatest value is above this goes up to 1. */
const MOST_OF_A_WHOLE = 0.6;
/** Leaves room for what is drawn at the end of an axis. */
const HEADROOM = 1.04;

const endOf = ({ axis, values }: AxisRoom): number => {
  if (axis.end !== undefined) return axis.end;
  const greatest = Math.max(0, max(values) ?? 0);
  if (greatest === 0) return 1;
  if (axis.unit === 'ratio' && greatest > MOST_OF_A_WHOLE && greatest <= 1) return 1;
  return greatest * HEADROOM;
};

/** Equal steps, from 0 unless only a part is shown. */
export const linear = (room: AxisRoom): Positions => {
  const { axis, values, from, to, zoom, ticks } = room;
  const least = zoom?.least ?? Math.min(0, ...(values.length === 0 ? [0] : [min(values)]));
  const greatest = zoom?.greatest ?? endOf(room);
  const { divisor, unit } = tickScale(axis.unit, [greatest]);
  const scale = scaleLinear([least / divisor, greatest / divisor], [from, to]);
  return {
    of: (value) => scale(value / divisor),
    ticks: scale.ticks(ticks).map((value) => ({ at: scale(value), text: plainTick(value) })),
    unit,
    domain: [least, greatest],
    apart: 0,
  };
};

const min = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value), Infinity);
