import { worthOf } from '../claims/environment.js';
import { groupBy } from '../model/group-by.js';
import { median } from '../model/numbers/statistics.js';
import type { RepeatedFigure, Repeat } from '../rfc2544/quantities/quantity.js';
import { figuresFinder, type ComparedRun } from './run.js';
import { sampleOf } from '../statistics/sample.js';

/** The repeats of a figure in one run. */
export interface FigureEvidence {
  readonly values: readonly number[];
  /** The mean in each block, by its number; undefined if it was not measured in blocks. */
  readonly blocks: ReadonlyMap<number, number> | undefined;
  /** As in the run's report. */
  readonly value: number | null;
  readonly accuracy: number;
  readonly atLeast: boolean;
  /** Repeats give identical figures, so that they are compared exactly. */
  readonly exact: boolean;
}

/** Access to a run's repeats, shared by all of its figures. */
export interface RunRepeats {
  evidenceOf(figure: RepeatedFigure): FigureEvidence;
  /** The factor by which figures measured one after the other may drift. */
  readonly drift: number;
}

const blocksOf = (
  repeats: readonly Repeat[],
  blockOf: (trial: number) => number | undefined,
): ReadonlyMap<number, number> | undefined => {
  const blocks = repeats.map(({ trial }) => (trial === undefined ? undefined : blockOf(trial)));
  if (repeats.length === 0 || blocks.includes(undefined)) return undefined;
  const groups = groupBy(
    repeats.map(({ value }, index) => ({ value, block: blocks[index] ?? 0 })),
    ({ block }) => block,
  );
  return new Map(
    [...groups].map(([block, own]) => [block, sampleOf(own.map(({ value }) => value)).mean]),
  );
};

/** The repeats of every figure of a run. */
export const evidenceIn = ({ run, trials }: ComparedRun): RunRepeats => {
  const trialOf = figuresFinder(trials);
  const blocks = new Map(trials.map(({ sequence, block }) => [sequence, block]));
  const { exact, measured, drift } = worthOf(run.environment);
  return {
    drift,
    evidenceOf: (figure) => {
      const repeats = figure.repeats(trialOf);
      const values = repeats.map(({ value }) => value);
      return {
        values,
        blocks: blocksOf(repeats, (trial) => blocks.get(trial)),
        value: figure.value ?? (values.length === 0 ? null : median(values)),
        accuracy: figure.accuracy ?? 0,
        atLeast: figure.lowerBoundOnly ?? false,
        // A simulated device may have noise.
        exact: exact && (measured || new Set(values).size <= 1),
      };
    },
  };
};
