import type { z } from 'zod';
import type { Unit } from '../../model/section/section.js';
import type { Estimate } from '../estimate.js';
import type { MeasuredPlace } from '../observed/measured.js';

/** The load in a run that a load of the paper is: the same part of what the reference forwards at best. */
export type LoadScale = (load: number) => number;

/** A figure of one data plane in one network of one run, or why there is none. */
export type FigureResult =
  | { readonly state: 'found'; readonly estimate: Estimate; readonly unit: Unit }
  | { readonly state: 'missing'; readonly why: string };

export const missing = (why: string): FigureResult => ({ state: 'missing', why });

/** What a figure is taken from. */
export interface FigureContext {
  readonly measured: MeasuredPlace;
  /** Undefined where the run does not have the reference. */
  readonly scale: LoadScale | undefined;
  /** How far a load may be from the one that is meant, as a fraction. */
  readonly loadTolerance: number;
}

/**
 * A figure that claims are about.
 * @typeParam Spec what a claim says of it
 */
export interface Figure<Spec> {
  measure(spec: Spec, context: FigureContext): FigureResult;
  /** As a clause: `forwarded at best`. */
  title(spec: Spec): string;
}

/** A figure with the form that a claim states it in. */
export interface FigureDefinition<Schema extends z.ZodObject> extends Figure<z.output<Schema>> {
  readonly name: z.output<Schema>['figure'];
  readonly schema: Schema;
}

/** Checks that the parts of a figure belong together. */
export const defineFigure = <Schema extends z.ZodObject>(
  definition: FigureDefinition<Schema>,
): FigureDefinition<Schema> => definition;

/** Where no load can be related to the paper's. */
export const WITHOUT_SCALE = missing(
  "what the reference forwards was not measured in the same run, so that its loads cannot be related to the paper's",
);

/** Whether a load is one that is meant, as far as it may be from it. */
export const isNear = (load: number, wanted: number, tolerance: number): boolean =>
  Math.abs(load - wanted) <= wanted * tolerance;
