import type { RepeatedTime } from '../at-throughput/result-schema.js';
import type { FigureCondition, Repeat, RepeatedFigure } from './quantity.js';

/** Values from run.json, each with its trial if there is one trial per value. */
export const listed = (
  values: readonly number[],
  trials: readonly number[] = [],
): readonly Repeat[] =>
  values.map((value, index) => ({
    value,
    trial: trials.length === values.length ? trials[index] : undefined,
  }));

/** Properties of a time other than its repeats. */
interface TimeFacts {
  readonly at?: FigureCondition | undefined;
  readonly trials?: readonly number[] | undefined;
  readonly accuracy?: number | undefined;
  /** How many of its repeats are lower bounds. */
  readonly lowerBoundOnly?: number | undefined;
}

/** A time that was measured more than once, on average. */
export const averageTime = (
  { times, average }: RepeatedTime,
  { at, trials, accuracy, lowerBoundOnly = 0 }: TimeFacts,
): readonly RepeatedFigure[] => [
  {
    basis: 'repeats',
    at,
    value: average,
    repeats: () => listed(times, trials),
    accuracy,
    lowerBoundOnly: lowerBoundOnly > 0,
  },
];
