import type { Unit } from '../../model/section/section.js';
import type { Pps } from '../../model/units.js';
import type { TrialFigures } from '../../model/trial.js';

/** What runs are compared by, and thresholds are about. */
export interface QuantityFacts {
  readonly title: string;
  readonly unit: Unit;
  /** Which direction is an improvement. */
  readonly better: 'higher' | 'lower';
  /** How a change is given: relative to the earlier value, or in the unit itself if that value is often 0. */
  readonly change: 'relative' | 'absolute';
  /** Only the journal has it: run.json has no figure of it. */
  readonly inJournal?: true;
}

/** All quantities, one a line. */
export const QUANTITIES = {
  'maximum-forwarding-rate': quantity('maximum forwarding rate', 'pps', 'higher'),
  'forwarding-rate': quantity('forwarding rate', 'pps', 'higher'),
  throughput: quantity('throughput', 'pps', 'higher'),
  'loss-ratio': quantity('frame loss rate', 'ratio', 'lower', 'absolute'),
  'latency-average': quantity('average latency', 'ns', 'lower'),
  'latency-p50': inJournal(quantity('latency, 50 % of frames', 'ns', 'lower')),
  'latency-p90': inJournal(quantity('latency, 90 % of frames', 'ns', 'lower')),
  'latency-p99': inJournal(quantity('latency, 99 % of frames', 'ns', 'lower')),
  'latency-p999': inJournal(quantity('latency, 99.9 % of frames', 'ns', 'lower')),
  burst: quantity('longest burst without loss', 'frames', 'higher'),
  'recovery-time': quantity('system recovery time', 'ns', 'lower'),
  'reset-time': quantity('reset time', 'ns', 'lower'),
  'instructions-per-frame': quantity('instructions per frame', 'instructions', 'lower'),
  unlocated: inJournal(quantity('unlocated frames per trial', 'frames', 'lower', 'absolute')),
} as const satisfies Readonly<Record<string, QuantityFacts>>;

export type QuantityName = keyof typeof QUANTITIES;

function quantity<U extends Unit>(
  title: string,
  unit: U,
  better: QuantityFacts['better'],
  change: QuantityFacts['change'] = 'relative',
) {
  return { title, unit, better, change } as const;
}

function inJournal<Facts extends QuantityFacts>(facts: Facts) {
  return { ...facts, inJournal: true } as const;
}

export const QUANTITY_NAMES = Object.keys(QUANTITIES) as readonly QuantityName[];

export const quantityFacts = (name: QuantityName): QuantityFacts => QUANTITIES[name];

/** What distinguishes a figure from others of its quantity in the same result. */
export type FigureCondition =
  { readonly load: Pps } | { readonly goal: string } | { readonly kind: string };

/** The figures of a trial by its sequence number; undefined if it is invalid or missing. */
export type FigureTrialOf = (sequence: number) => TrialFigures | undefined;

/** One repeat. */
export interface Repeat {
  readonly value: number;
  /** Its trial's number; undefined if the result does not say. */
  readonly trial: number | undefined;
}

/** A repeated figure. */
export interface RepeatedFigure {
  readonly basis: 'repeats';
  readonly at?: FigureCondition | undefined;
  /** As run.json has it; null if only the journal has it. */
  readonly value: number | null;
  /** All repeats that are valid. @param trialOf the journal, if run.json does not have them */
  readonly repeats: (trialOf: FigureTrialOf) => readonly Repeat[];
  /** The error bound that all repeats share, in the quantity's unit. */
  readonly accuracy?: number | undefined;
  /** The value is a lower bound. */
  readonly lowerBoundOnly?: boolean | undefined;
}

/** A figure that a search found to be between two bounds. */
export interface BoundedFigure {
  readonly basis: 'bounds';
  readonly at?: FigureCondition | undefined;
  /** What the search claims. */
  readonly value: number;
  readonly least: number;
  /** Infinity if none was found. */
  readonly most: number;
}

/** What a result says of a quantity. */
export type MeasuredFigure = RepeatedFigure | BoundedFigure;

/**
 * A quantity of a test.
 * @typeParam Result of the test
 */
export interface TestQuantity<Result> {
  readonly name: QuantityName;
  /** Its figures in a result; none if it was not measured. */
  figures(result: Result): readonly MeasuredFigure[];
}
