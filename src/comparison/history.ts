import { worthOf } from '../claims/environment.js';
import { groupBy } from '../model/group-by.js';
import { median } from '../model/numbers/statistics.js';
import { quantityFacts, type FigureTrialOf } from '../rfc2544/quantities/quantity.js';
import type { RunSummary } from '../results/summaries/run-summary.js';
import { exactStretchesOf, stretchesOf, type SteadyStretch } from '../statistics/change-points.js';
import { verdictOf, type ChangeVerdict } from './change.js';
import { figureKey, figuresOfInstructions, figuresOfTests, type PlacedFigure } from './figures.js';

/** A run of a history. */
export interface HistoryRun {
  readonly run: RunSummary;
  /** Its journal; undefined if run.json is enough. */
  readonly trialOf?: FigureTrialOf | undefined;
  /** Figures that only its journal has. */
  readonly figures?: readonly PlacedFigure[] | undefined;
}

/** Selects figures; undefined keys match everything. */
export type HistoryFilter = {
  readonly [Key in 'test' | 'dataPlane' | 'network' | 'frameSize' | 'quantity']?:
    PlacedFigure[Key] | undefined;
};

/** A figure of one run. */
export interface HistoryPoint {
  readonly runId: string;
  readonly started: string;
  readonly value: number;
}

/** A run in which a figure changed. */
export interface HistoryChange {
  readonly runId: string;
  readonly started: string;
  readonly before: SteadyStretch;
  readonly after: SteadyStretch;
  readonly verdict: Exclude<ChangeVerdict, 'cannot-tell' | 'no-change'>;
}

/** A figure over runs on one testbed. */
export interface HistorySeries extends Omit<PlacedFigure, 'figure'> {
  readonly at: PlacedFigure['figure']['at'];
  readonly testbed: string;
  /** Earliest first. */
  readonly points: readonly HistoryPoint[];
  readonly changes: readonly HistoryChange[];
  /** Whether there are enough runs to detect a change. */
  readonly enough: boolean;
}

/** Fewer runs are not enough to detect a change, unless figures are exactly repeatable. */
export const FEWEST_RUNS = 4;

const matches = (figure: PlacedFigure, filter: HistoryFilter): boolean =>
  (filter.test === undefined || figure.test === filter.test) &&
  (filter.dataPlane === undefined || figure.dataPlane === filter.dataPlane) &&
  (filter.network === undefined || figure.network === filter.network) &&
  (filter.frameSize === undefined || figure.frameSize === filter.frameSize) &&
  (filter.quantity === undefined || figure.quantity === filter.quantity);

const valueOf = ({ figure }: PlacedFigure, trialOf: FigureTrialOf | undefined): number | null => {
  if (figure.basis === 'bounds' || figure.value !== null) return figure.value;
  const values = trialOf === undefined ? [] : figure.repeats(trialOf).map(({ value }) => value);
  return values.length === 0 ? null : median(values);
};

interface Found {
  readonly placed: PlacedFigure;
  readonly run: RunSummary;
  readonly value: number;
}

const foundIn = ({ run, trialOf, figures = [] }: HistoryRun, filter: HistoryFilter) =>
  [...figuresOfTests(run), ...figuresOfInstructions(run), ...figures]
    .filter((placed) => matches(placed, filter))
    .flatMap((placed): Found[] => {
      const value = valueOf(placed, trialOf);
      return value === null ? [] : [{ placed, run, value }];
    });

const changesIn = (
  found: readonly Found[],
  stretches: readonly SteadyStretch[],
): readonly HistoryChange[] =>
  stretches.flatMap((after, index): HistoryChange[] => {
    const before = stretches[index - 1];
    const first = found[after.from];
    if (before === undefined || first === undefined) return [];
    const by = after.mean - before.mean;
    const { better } = quantityFacts(first.placed.quantity);
    const verdict = verdictOf({ least: by, most: by }, better);
    if (verdict === 'no-change') return [];
    const { runId, started } = first.run;
    return [{ runId, started, before, after, verdict }];
  });

const seriesOf = (found: readonly Found[]): readonly HistorySeries[] => {
  const [first] = found;
  if (first === undefined) return [];
  const { figure, ...place } = first.placed;
  const values = found.map(({ value }) => value);
  const { exact } = worthOf(first.run.environment);
  const stretches = exact ? exactStretchesOf(values) : stretchesOf(values);
  return [
    {
      ...place,
      at: figure.at,
      testbed: first.run.testbed,
      points: found.map(({ run: { runId, started }, value }) => ({ runId, started, value })),
      changes: changesIn(found, stretches),
      enough: exact || values.length >= FEWEST_RUNS,
    },
  ];
};

/**
 * Figures over many runs, and the runs in which each changed. Runs of different testbeds or kinds of
 * environment are separate histories. Pure.
 * @param runs earliest first
 */
export const historyOf = (
  runs: readonly HistoryRun[],
  filter: HistoryFilter = {},
): readonly HistorySeries[] => {
  const found = runs.flatMap((each) => foundIn(each, filter));
  const groups = groupBy(found, ({ placed, run }) =>
    JSON.stringify([figureKey(placed), run.testbed, run.environment.kind]),
  );
  return [...groups.values()].flatMap(seriesOf);
};
