import { scaleLinear, scalePoint } from 'd3-scale';
import { numberText, scaleOf, shortText } from '../../terminal/units.js';
import { fitted } from '../text-width.js';
import type { AxisRoom, Positions, Zoom } from './axis-room.js';
import { unitText } from './tick-text.js';

const inside = (value: number, zoom: Zoom | undefined): boolean =>
  zoom === undefined || (value >= zoom.least && value <= zoom.greatest);

const placesOf = ({ values, zoom }: AxisRoom): readonly number[] =>
  [...new Set(values)].filter((value) => inside(value, zoom)).toSorted((a, b) => a - b);

/** Fraction of the room between two places that series may use. */
const SHARED = 0.5;

/** A place for each value or name, equally spaced. */
export const category = (room: AxisRoom): Positions => {
  const { axis, from, to } = room;
  const places = placesOf(room);
  const scale = scalePoint(places, [from, to]).padding(0.5);
  const units = scaleOf(axis.unit, places);
  const text = (value: number): string => {
    const label = axis.labels?.[value];
    return label === undefined
      ? numberText(value, units)
      : fitted(label, Math.max(28, scale.step()));
  };
  return {
    of: (value) => scale(value) ?? from,
    ticks: places.map((value) => ({ at: scale(value) ?? from, text: text(value) })),
    unit: axis.labels === undefined ? unitText(units.label) : '',
    domain: [places[0] ?? 0, places.at(-1) ?? 0],
    apart: scale.step() * SHARED,
  };
};

/** How many nines a ratio has: 2 for 99 %. */
const ninesIn = (part: number): number => -Math.log10(1 - part);
/** 100 % is placed this many nines beyond the last value. */
const BEYOND = 0.5;

/** Equal steps for 90 %, 99 %, 99.9 %. */
export const nines = (room: AxisRoom): Positions => {
  const { axis, from, to } = room;
  const places = placesOf(room);
  const below = places.filter((value) => value < 1).map(ninesIn);
  const [first = 0, last = 1] = [below[0], below.at(-1)];
  const end = places.some((value) => value >= 1) ? last + BEYOND : last;
  const pad = Math.sign(to - from) * 18;
  const scale = scaleLinear([first, end === first ? first + 1 : end], [from + pad, to - pad]);
  const of = (value: number): number => scale(value >= 1 ? end : ninesIn(Math.max(0, value)));
  const units = scaleOf(axis.unit, places);
  return {
    of,
    ticks: places.map((value) => ({ at: of(value), text: shortText(value, units) })),
    unit: unitText(units.label),
    domain: [places[0] ?? 0, places.at(-1) ?? 1],
    apart: 0,
  };
};
