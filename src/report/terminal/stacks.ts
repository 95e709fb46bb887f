import type { Stacks } from '../../model/section/section.js';
import { sum } from '../../model/numbers/sum.js';
import { entries } from './graph.js';
import { numberText, scaleOf } from './units.js';

const WIDEST_BAR = 60;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The mark of a part; the first part is the background. */
const markOf = (part: number): string => (part === 0 ? '.' : (LETTERS[part - 1] ?? '*'));

/** A bar of parts in proportion; a non-zero part is never drawn empty. */
const bar = (frames: readonly number[], width: number): string => {
  const whole = sum(frames);
  if (whole === 0) return '';
  const lengths = frames.map((part) =>
    part === 0 ? 0 : Math.max(1, Math.round((part * width) / whole)),
  );
  // The longest part absorbs the rounding error.
  const longest = lengths.indexOf(Math.max(...lengths));
  lengths[longest] = Math.max(1, (lengths[longest] ?? 0) + width - sum(lengths));
  return lengths.map((length, part) => markOf(part).repeat(length)).join('');
};

/** Parts of a whole as bars of characters, one for each place on the axis. */
export const renderStacks = ({ x, parts, groups }: Stacks, width: number): readonly string[] => {
  const places = groups.flatMap(({ bars }) => bars.map((each) => each.x));
  const scale = scaleOf(x.unit, places);
  const margin = Math.max(0, ...places.map((place) => numberText(place, scale).length)) + 2;
  const room = Math.min(WIDEST_BAR, width - margin - 3);
  return [
    `${x.title} in ${scale.label}, all frames offered as 100 %:`,
    ...groups.flatMap(({ name, bars }) => [
      name,
      ...bars.map(
        ({ x: place, frames }) =>
          `${numberText(place, scale).padStart(margin)} |${bar(frames, room)}|`,
      ),
    ]),
    ...entries(
      parts.map((part, index) => `${markOf(index)} ${part}`),
      width,
    ),
  ];
};
