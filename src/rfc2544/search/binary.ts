import { positionBelow } from './load-grid.js';

/** What one trial of a value showed. */
export interface Answer {
  /** Whether the value is a lower bound. */
  readonly passed: boolean;
  /** An estimate of a value that passes. A hint where to look, never a bound. */
  readonly estimate?: number;
}

/**
 * Positions on the grid. `lower` is -1 if the minimum failed, `upper` is the grid's length if the
 * maximum passed.
 */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** What is known before a search begins. */
export interface Known {
  /** A value near which the answer is expected. */
  readonly startAt?: number | undefined;
  /** Bounds found earlier; only what lies between is tried. */
  readonly within?: Bounds;
  /** How close the bounds have to come; absent: neighbours. */
  readonly close?: Closeness;
}

/** How far apart bounds may be at the end of a search. */
export interface Closeness {
  /** Positions on the grid; 1 makes them neighbours. */
  readonly apart: number;
  /** How far apart they may be, as a fraction of the upper one, unless they are neighbours. */
  readonly width: number;
}

const NEIGHBOURS: Closeness = { apart: 1, width: 0 };

/** How far apart two bounds are, relative to the upper. */
export const widthOf = (lower: number, upper: number): number => 1 - lower / upper;

/** Whether values are no further apart than a width, within floating-point error. */
export const isWithin = (lower: number, upper: number, width: number): boolean =>
  upper - lower <= upper * width * (1 + 1e-9);

/** Whether bounds are close enough; the ends of the grid count as bounds only once tried. */
export const closeEnough = (
  { lower, upper }: Bounds,
  grid: readonly number[],
  { apart, width }: Closeness,
): boolean => {
  if (lower < 0) return upper === 0;
  if (upper >= grid.length) return lower === grid.length - 1;
  if (upper - lower <= 1) return true;
  return upper - lower <= apart && isWithin(grid[lower] ?? 0, grid[upper] ?? Infinity, width);
};

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/**
 * Narrows a rising grid of loads, or of burst lengths, to two close ones, the lower of which
 * passed and the upper did not. Yields the value to try next. Starts at `startAt` when something
 * is known, else at the maximum and then at the estimate from there; from there it walks in
 * steps that double, and bisects once a step would pass the middle. Without a usable estimate it
 * bisects at once.
 */
export function* binarySearch<Value extends number>(
  grid: readonly Value[],
  { startAt, within, close = NEIGHBOURS }: Known = {},
): Generator<Value, Bounds, Answer> {
  const top = grid.length - 1;
  const { apart } = close;
  let { lower, upper } = within ?? { lower: -1, upper: grid.length };
  let candidate = startAt === undefined ? top : positionBelow(grid, startAt);
  let stride = startAt === undefined ? 0 : apart;
  while (!closeEnough({ lower, upper }, grid, close)) {
    // A step shorter than the permitted distance of the bounds would be wasted.
    const step = Math.min(apart, upper - lower - 1);
    const [low, high] = [lower < 0 ? 0 : lower + step, upper === grid.length ? top : upper - step];
    candidate = clamp(candidate, low, high);
    const value = grid[candidate];
    if (value === undefined) throw new RangeError(`no value at ${candidate} of ${grid.length}`);
    const { passed, estimate = 0 } = yield value;
    if (passed) lower = candidate;
    else upper = candidate;
    const middle = Math.floor((lower + upper) / 2);
    if (stride === 0) {
      const expected = positionBelow(grid, estimate);
      candidate = expected < 0 ? middle : expected;
      stride = expected < 0 ? grid.length : apart;
    } else {
      candidate = passed ? Math.min(lower + stride, middle) : Math.max(upper - stride, middle);
      stride *= 2;
    }
  }
  return { lower, upper };
}

/**
 * The most values `binarySearch` tries: the first, then steps until they span the grid, then halves.
 */
export const binarySearchTrials = (gridLength: number): number =>
  2 + 2 * Math.ceil(Math.log2(gridLength + 1));
