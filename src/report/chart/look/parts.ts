import { element, concatenated, type Markup } from '../../markup.js';
import { placesByName } from './by-name.js';

/** Colours of parts in the palette; the first, pale one is for frames not lost. */
const PART_COLOURS = 11;

/** The angle of each colour's hatching, for readers who cannot see colours. */
const ANGLES = [0, 45, -45, 0, 90, 30, 60, -60, 20, -20, 75] as const;

/** Places where frames are lost look the same in every figure; other parts use the remaining colours. */
const LOSS_COLOURS: ReadonlyMap<string, number> = new Map([
  ['lost in ingress NIC', 1],
  ['lost in backlog queue', 2],
  ['lost in packet socket', 6],
  ['lost in virtual switch', 7],
  ['lost in virtual interface', 7],
  ['lost in IP layer', 3],
  ['lost in neighbour table', 6],
  ['lost in egress qdisc', 4],
  ['lost in egress NIC', 5],
  ['lost in sink NIC', 3],
]);

/** A colour for each part, the first being the whole's rest. */
export const partColours = (parts: readonly string[]): readonly number[] => {
  const known = parts.map((part, index) => (index === 0 ? 0 : LOSS_COLOURS.get(part)));
  const free = Array.from({ length: PART_COLOURS - 1 }, (_, index) => index + 1).filter(
    (colour) => !known.includes(colour),
  );
  const unknown = parts.filter((_, index) => known[index] === undefined);
  const places = placesByName(unknown, Math.max(1, free.length));
  return parts.map(
    (part, index) => known[index] ?? free[places.get(part) ?? 0] ?? PART_COLOURS - 1,
  );
};

/** What fills a part's bars: the first is plain, others are hatched. */
export const fillsOf = (id: string, colours: readonly number[]): Markup =>
  concatenated(
    ...[...new Set(colours)]
      .filter((colour) => colour > 0)
      .map((colour) =>
        element(
          'pattern',
          {
            id: `${id}-part-${colour}`,
            width: 6,
            height: 6,
            patternUnits: 'userSpaceOnUse',
            patternTransform: `rotate(${ANGLES[colour % ANGLES.length] ?? 0})`,
          },
          element('rect', { class: `part-${colour}`, width: 6, height: 6 }),
          element('path', { class: 'hatch', d: 'M0 0V6' }),
        ),
      ),
  );

/** A bar of a part. */
export const partBar = (
  id: string,
  colour: number,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Markup =>
  element('rect', {
    ...(colour === 0 ? { class: 'part-0' } : { fill: `url(#${id}-part-${colour})` }),
    ...box,
  });
