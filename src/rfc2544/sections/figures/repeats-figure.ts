import type { Absent, Lines, Unit } from '../../../model/section/section.js';

/** Repeats of a measurement on a data plane at one place of the axis. */
export interface Repeats {
  readonly series: string;
  /** `64 bytes`; `64 bytes, software: module`. */
  readonly place: string;
  readonly average: number;
  readonly least: number;
  readonly greatest: number;
  /** Sequence numbers of their trials. */
  readonly trials: readonly number[];
  /** Number of searches, if each repeat is one. */
  readonly searches?: number | undefined;
}

/**
 * The mean of repeats of each data plane with the least and the greatest, at named places.
 * @param what they are: `time without forwarding`
 */
export const repeatsFigure = (
  title: string,
  what: string,
  unit: Unit,
  repeats: readonly Repeats[],
): Lines | Absent => {
  if (repeats.length === 0) return { kind: 'absent', title, why: ['nothing was measured'] };
  const places = [...new Set(repeats.map(({ place }) => place))];
  return {
    kind: 'lines',
    title,
    description: 'Means of repeats.',
    drawn: 'points',
    x: { title: 'frame size', unit: 'count', scale: 'category', labels: places },
    y: { title: what, unit, scale: 'linear' },
    series: [...new Set(repeats.map(({ series }) => series))].map((name) => ({
      name,
      points: repeats
        .filter(({ series }) => series === name)
        .map(({ place, average, least, greatest, trials, searches }) => {
          return { x: places.indexOf(place), y: average, least, greatest, trials, searches };
        }),
    })),
    references: [],
  };
};
