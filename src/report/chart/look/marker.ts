import { element, concatenated, type Markup } from '../../markup.js';
import { MARKERS } from './data-planes.js';
import type { SeriesLook } from './series.js';

/** The classes that give a series its colour and its dashes. */
export const classesOf = ({ colour, variant }: SeriesLook): string =>
  variant === 0 ? `series-${colour}` : `series-${colour} variant-${variant}`;

/** A series' marker; a second series of the same data plane has it filled. */
export const markerOf = (look: SeriesLook, x: number, y: number): Markup =>
  element('path', {
    class: `marker ${classesOf(look)}`,
    transform: `translate(${x} ${y})`,
    d: MARKERS[look.marker],
  });

/** A piece of a series' line with its marker, for a legend. */
export const sampleOf = (look: SeriesLook): Markup =>
  concatenated(
    element('path', { class: `line ${classesOf(look)}`, d: 'M-12 0H12' }),
    markerOf(look, 0, 0),
  );
