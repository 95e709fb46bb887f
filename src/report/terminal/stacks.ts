import type { Axis, Stacks } from '../../model/section/section.js';
import { sum } from '../../model/numbers/sum.js';
import { entries } from './graph.js';
import { numberText, scaleOf } from './units.js';
import { wrap } from './wrap.js';

const WIDEST_BAR = 60;
const NARROWEST_BAR = 10;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The mark of a part; the first part is the background. */
const markOf = (part: number): string => (part === 0 ? '.' : (LETTERS[part - 1] ?? '*'));

/** A bar of parts in proportion; a non-zero part is never drawn empty. */
const bar = (amounts: readonly number[], width: number): string => {
  const whole = sum(amounts);
  if (whole === 0) return '';
  const lengths = amounts.map((part) =>
    part === 0 ? 0 : Math.max(1, Math.round((part * width) / whole)),
  );
  // The longest part absorbs the rounding error.
  const longest = lengths.indexOf(Math.max(...lengths));
  lengths[longest] = Math.max(1, (lengths[longest] ?? 0) + width - sum(lengths));
  return lengths.map((length, part) => markOf(part).repeat(length)).join('');
};

/** How places are named: their labels, or their numbers. */
const placesOf = ({ unit, labels }: Axis, places: readonly number[]) => {
  const scale = scaleOf(unit, places);
  return {
    unit: labels === undefined ? scale.label : '',
    textOf: (place: number): string => labels?.[place] ?? numberText(place, scale),
  };
};

const captionOf = ({ x, unit, scale }: Stacks, placeUnit: string): string => {
  const place = placeUnit === '' ? x.title : `${x.title} in ${placeUnit}`;
  if (scale === 'share') return `${place}, all ${unit} offered as 100 %:`;
  return `${unit} by ${place}:`;
};

/** Parts of a whole as bars of characters, one for each place on the axis. */
export const renderStacks = (stacks: Stacks, width: number): readonly string[] => {
  const { x, unit, scale, parts, groups } = stacks;
  const bars = groups.flatMap((group) => [...group.bars]);
  const places = placesOf(
    x,
    bars.map((each) => each.x),
  );
  const wholes = bars.map(({ amounts }) => sum(amounts));
  const greatest = Math.max(0, ...wholes);
  const numbers = scaleOf(unit, wholes);
  const sumText = (amounts: readonly number[]): string =>
    scale === 'share' ? '' : ` ${numberText(sum(amounts), numbers)}`;
  const margin = Math.max(0, ...bars.map((each) => places.textOf(each.x).length)) + 2;
  const after = Math.max(0, ...bars.map(({ amounts }) => sumText(amounts).length));
  const room = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, width - margin - 3 - after));
  const lengthOf = (amounts: readonly number[]): number =>
    scale === 'share' || greatest === 0 ? room : Math.round((sum(amounts) * room) / greatest);
  return [
    ...wrap(captionOf(stacks, places.unit), width),
    ...groups.flatMap(({ name, bars: own }) => [
      name,
      ...own.map(
        ({ x: place, amounts }) =>
          `${places.textOf(place).padStart(margin)} |${bar(amounts, lengthOf(amounts))}|${sumText(amounts)}`,
      ),
    ]),
    ...entries(
      parts.map((part, index) => `${markOf(index)} ${part}`),
      width,
    ),
  ];
};
