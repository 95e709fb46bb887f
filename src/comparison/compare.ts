import type { RunRecord } from '../results/schema.js';
import type { SetupDifference } from '../results/setup-differences.js';
import { probabilityOf } from '../statistics/contrast.js';
import { discoveryLevel } from '../statistics/false-discoveries.js';
import type { Change, ComparedValue } from './change.js';
import { runDifferences } from './differences.js';
import { evidenceIn } from './evidence.js';
import { figuresIn, type FigurePlace, type PlacedFigure } from './figures.js';
import { networkObstacles, runObstacles } from './obstacles.js';
import { pairFigures } from './pairs.js';
import { prepare, type Prepared } from './prepare.js';
import type { ComparedRun } from './run.js';
import { unpairedTexts } from './unpaired.js';

/** One figure in two runs. */
export interface ComparedFigure extends FigurePlace, Pick<PlacedFigure, 'quantity' | 'proportion'> {
  readonly at: PlacedFigure['figure']['at'];
  readonly one: ComparedValue;
  readonly other: ComparedValue;
  readonly change: Change;
}

/** Two runs side by side. */
export interface Comparison {
  readonly one: RunRecord;
  readonly other: RunRecord;
  /** What they were made with, where it differs. */
  readonly differences: readonly SetupDifference[];
  /** Why figures cannot be compared, or not all of them. */
  readonly warnings: readonly string[];
  /** Whether any figure of one says something of the other's. */
  readonly comparable: boolean;
  /** The probability that the bounds of a change are wrong: 0.03 for a confidence of 97 %. */
  readonly level: number;
  readonly figures: readonly ComparedFigure[];
}

/** Of the changes that are reported, how many may be chance; of runs that are equal, how many report any. */
export const FALSE_CHANGES = 0.03;

const stateWarnings = (name: string, { state, runId }: RunRecord): readonly string[] =>
  state.state === 'complete'
    ? []
    : [`${name} (${runId}) is ${state.state}: only what it measured is compared`];

/** The level that repeats are judged at; values that are all the same in both runs leave nothing to judge. */
const levelOf = (prepared: readonly Prepared[]): number =>
  discoveryLevel(
    prepared.flatMap(({ weighed }) =>
      weighed === undefined ||
      (weighed.contrast.difference === 0 && weighed.contrast.standardError === 0)
        ? []
        : [probabilityOf(weighed.contrast, weighed.allowed)],
    ),
    FALSE_CHANGES,
  );

const comparedFigure = (
  { pair, values: [one, other], judge }: Prepared,
  level: number,
): ComparedFigure => {
  const { figure, ...place } = pair.one;
  return { ...place, at: figure.at, one, other, change: judge(level) };
};

/** Compares two runs, figure by figure. Pure. */
export const compareRuns = (one: ComparedRun, other: ComparedRun): Comparison => {
  const figures = [figuresIn(one), figuresIn(other)] as const;
  const paired = pairFigures(...figures);
  const evidence = [evidenceIn(one), evidenceIn(other)] as const;
  const ofRuns = runObstacles(one.run, other.run);
  const ofNetworks = new Map(
    figures[0].map(({ network }) => [network, networkObstacles(one.run, other.run, { network })]),
  );
  const prepared = paired.pairs.map((pair) =>
    prepare(pair, evidence, [...ofRuns, ...(ofNetworks.get(pair.one.network) ?? [])]),
  );
  const level = levelOf(prepared);
  const obstacles = [...new Set([...ofRuns, ...[...ofNetworks.values()].flat()])];
  return {
    one: one.run,
    other: other.run,
    differences: runDifferences(one, other),
    warnings: [
      ...obstacles.map((obstacle) => `not comparable: ${obstacle}`),
      ...unpairedTexts(...figures, paired),
      ...stateWarnings('A', one.run),
      ...stateWarnings('B', other.run),
    ],
    comparable: prepared.some(({ comparable }) => comparable),
    level,
    figures: prepared
      .map((each) => comparedFigure(each, level))
      // Percentiles that neither run timed.
      .filter((figure) => figure.one.value !== null || figure.other.value !== null),
  };
};
