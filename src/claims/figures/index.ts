import { z } from 'zod';
import type { Figure, FigureContext, FigureResult } from './definition.js';
import { latency } from './latency.js';
import { overload } from './overload.js';
import { peak } from './peak.js';
import { router } from './router.js';

/** All figures used in claims. */
const FIGURES = [peak, overload, router, latency] as const;

const [first, ...others] = FIGURES;

/** The specification of a figure in a claim; `figure` is its name. */
export const figureSchema = z.discriminatedUnion('figure', [
  first.schema,
  ...others.map(({ schema }) => schema),
]);

export type FigureSpec = z.output<typeof figureSchema>;

/** A figure without its specific types. */
type AnyFigure = Figure<FigureSpec> & { readonly name: FigureSpec['figure'] };

const ALL: readonly AnyFigure[] = FIGURES;

const figureOf = ({ figure }: FigureSpec): AnyFigure => {
  const found = ALL.find(({ name }) => name === figure);
  if (found === undefined) throw new RangeError(`there is no figure '${figure}'`);
  return found;
};

/** Computes a figure from measurements. */
export const measureFigure = (spec: FigureSpec, context: FigureContext): FigureResult =>
  figureOf(spec).measure(spec, context);

/** A description of a figure. */
export const figureTitle = (spec: FigureSpec): string => figureOf(spec).title(spec);
