import type { z } from 'zod';
import type { Unit } from '../../model/section/section.js';
import type { Estimate } from '../estimate.js';
import type { MeasuredPlace } from '../observed/measured.js';

/** Converts a load of the paper to that of a run: the same fraction of the reference's peak. */
export type LoadScale = (load: number) => number;

/** A figure of one data plane in one network of one run, or why there is none. */
export type FigureResult =
  | { readonly state: 'found'; readonly estimate: Estimate; readonly unit: Unit }
  | { readonly state: 'missing'; readonly why: string };

export const missing = (why: string): FigureResult => ({ state: 'missing', why });

/** What a figure is computed from. */
export interface FigureContext {
  readonly measured: MeasuredPlace;
  /** Undefined if the run does not have the reference. */
  readonly scale: LoadScale | undefined;
  /** How far a load may deviate from the stated one, as a fraction. */
  readonly loadTolerance: number;
}

/**
 * A figure used in claims.
 * @typeParam Spec how a claim specifies it
 */
export interface Figure<Spec> {
  measure(spec: Spec, context: FigureContext): FigureResult;
  /** As a clause: `forwarded at best`. */
  title(spec: Spec): string;
}

/** A figure with the schema of its specification. */
export interface FigureDefinition<Schema extends z.ZodObject> extends Figure<z.output<Schema>> {
  readonly name: z.output<Schema>['figure'];
  readonly schema: Schema;
}

/** Checks that the parts of a figure belong together. */
export const defineFigure = <Schema extends z.ZodObject>(
  definition: FigureDefinition<Schema>,
): FigureDefinition<Schema> => definition;

/** If no load can be converted to one of the paper. */
export const WITHOUT_SCALE = missing(
  "the reference was not measured in the same run, so that loads cannot be converted to the paper's",
);

/** Whether a load is within the tolerance of the wanted one. */
export const isNear = (load: number, wanted: number, tolerance: number): boolean =>
  Math.abs(load - wanted) <= wanted * tolerance;
