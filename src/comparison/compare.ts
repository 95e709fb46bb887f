import type { RunRecord } from '../results/schema.js';
import type { SetupDifference } from '../results/setup-differences.js';
import { probabilityOf } from '../statistics/contrast.js';
import { discoveryLevel } from '../statistics/false-discoveries.js';
import type { Change, ComparedValue } from './change.js';
import { runDifferences } from './differences.js';
import { evidenceIn } from './evidence.js';
import { figuresIn, type MeasuredAt, type PlacedFigure } from './figures.js';
import { networkObstacles, runObstacles } from './obstacles.js';
import { pairFigures } from './pairs.js';
import { prepare, type Prepared } from './prepare.js';
import type { ComparedRun } from './run.js';
import { unpairedTexts } from './unpaired.js';

/** One figure in two runs. */
export interface ComparedFigure extends MeasuredAt, Pick<PlacedFigure, 'quantity' | 'proportion'> {
  readonly at: PlacedFigure['figure']['at'];
  readonly one: ComparedValue;
  readonly other: ComparedValue;
  readonly change: Change;
}

/** The comparison of two runs. */
export interface Comparison {
  readonly one: RunRecord;
  readonly other: RunRecord;
  /** Differences in how they were made. */
  readonly differences: readonly SetupDifference[];
  /** Why figures cannot be compared, or not all of them. */
  readonly warnings: readonly string[];
  /** Whether any figure can be compared. */
  readonly comparable: boolean;
  /** The significance level of the bounds of a change: 0.03 for 97 % confidence. */
  readonly level: number;
  readonly figures: readonly ComparedFigure[];
}

/** False discovery rate of reported changes; for equal runs, the fraction that report any. */
const FALSE_CHANGES = 0.03;

const stateWarnings = (name: string, { state, runId }: RunRecord): readonly string[] =>
  state.state === 'complete'
    ? []
    : [`${name} (${runId}) is ${state.state}: only what it measured is compared`];

/** The significance level for repeats; figures with all values equal in both runs are not counted. */
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
      // Drop percentiles that neither run measured.
      .filter((figure) => figure.one.value !== null || figure.other.value !== null),
  };
};
