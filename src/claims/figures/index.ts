import { z } from 'zod';
import type { Figure, FigureContext, FigureResult } from './definition.js';
import { latency } from './latency.js';
import { overload } from './overload.js';
import { peak } from './peak.js';
import { router } from './router.js';

/** All figures that claims are about, one a line. */
const FIGURES = [peak, overload, router, latency] as const;

const [first, ...others] = FIGURES;

/** A figure as a claim states it; `figure` names it. */
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
  if (found === undefined) throw new RangeError(`no figure is called ${figure}`);
  return found;
};

/** Takes a figure from what was measured. */
export const measureFigure = (spec: FigureSpec, context: FigureContext): FigureResult =>
  figureOf(spec).measure(spec, context);

/** What a figure is, in words. */
export const figureTitle = (spec: FigureSpec): string => figureOf(spec).title(spec);
