import type { Absent, Lines } from '../../../model/section/section.js';
import type { Bytes } from '../../../model/units.js';
import type { Media } from '../../../model/schema/media.js';
import { lineRateReference } from '../line-rate.js';

/** A series' value at a frame size. */
export interface SizedRate {
  readonly series: string;
  readonly frameSize: Bytes;
  readonly rate: number;
  /** Of repeats; default: the rate. */
  readonly least?: number | undefined;
  readonly greatest?: number | undefined;
  /** Sequence numbers of the trials it rests on. */
  readonly trials: readonly number[];
  /** How many searches found it; default: 1. */
  readonly searches?: number | undefined;
}

/** Rates over the frame size with the line rate (RFC 2544 section 26.1); none for a single frame size. */
export const sizeFigure = (
  title: string,
  rates: readonly SizedRate[],
  media: Media | undefined,
): readonly (Lines | Absent)[] => {
  const sizes = rates.map(({ frameSize }) => frameSize);
  if (new Set(sizes).size < 2) {
    const why = sizes.length === 0 ? 'nothing was found' : 'one frame size was measured';
    return [{ kind: 'absent', title, why: [why] }];
  }
  const names = [...new Set(rates.map(({ series }) => series))];
  return [
    {
      kind: 'lines',
      title,
      description: 'Frame sizes with their FCS; the rate on a logarithmic scale.',
      x: { title: 'frame size', unit: 'bytes', scale: 'log' },
      y: { title: 'rate', unit: 'pps', scale: 'log' },
      series: names.map((name) => ({
        name,
        points: rates
          .filter(({ series }) => series === name)
          .map(({ frameSize, rate, least = rate, greatest = rate, trials, searches = 1 }) => {
            return { x: frameSize, y: rate, least, greatest, trials, searches };
          }),
      })),
      references: lineRateReference(media, sizes),
    },
  ];
};
