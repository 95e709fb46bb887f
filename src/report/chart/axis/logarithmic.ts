import { extent } from 'd3-array';
import { scaleLog } from 'd3-scale';
import type { AxisRoom, Positions, Tick } from './axis-room.js';
import { plainTick, tickScale } from './tick-text.js';

/** Room left at the ends, as a factor. */
const MARGIN = 1.3;
/** Above this number of decades, only whole decades have ticks. */
const FEW_DECADES = 2.2;
/** Above this number of values, such as buckets of a histogram, values have no individual ticks. */
const MOST_VALUES = 16;
/** The height of the step from 0, which has no logarithm, to the least value. */
const STEP = 18;

const firstDigit = (value: number): number =>
  Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));

/** Equal steps for equal factors. A value of 0 has a separate place at the lower end. */
export const logarithmic = (room: AxisRoom): Positions => {
  const { axis, values, from, to, zoom, atValues = false } = room;
  const [least = 1, greatest = 10] = extent(values.filter((value) => value > 0));
  const { divisor, unit } = tickScale(axis.unit, [least, greatest]);
  const low = zoom?.least ?? least / MARGIN;
  const high = zoom?.greatest ?? greatest * MARGIN;
  const hasZero = zoom === undefined && values.some((value) => value <= 0);
  const start = hasZero ? from + Math.sign(to - from) * STEP : from;
  const scale = scaleLog([low / divisor, high / divisor], [start, to]);
  const digits = Math.log10(high / low) > FEW_DECADES ? [1] : [1, 2, 5];
  const own = [...new Set(values)].filter((value) => value >= low && value <= high);
  const ticked =
    atValues && own.length <= MOST_VALUES
      ? own.toSorted((one, other) => one - other).map((value) => value / divisor)
      : scale.ticks().filter((value) => digits.includes(firstDigit(value)));
  const ticks: readonly Tick[] = ticked.map((value) => ({
    at: scale(value),
    text: plainTick(value),
  }));
  return {
    of: (value) => (value <= 0 ? (hasZero ? from : start) : scale(value / divisor)),
    ticks: hasZero ? [{ at: from, text: '0' }, ...ticks] : ticks,
    unit,
    domain: [low, high],
    apart: 0,
  };
};
