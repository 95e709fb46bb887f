import { median } from '../model/numbers/statistics.js';
import { sum } from '../model/numbers/sum.js';
import type { RunRecord } from '../results/schema.js';
import type { ThresholdRecord } from '../rfc2544/quantities/threshold-schema.js';
import type { FigureTrialOf } from '../rfc2544/quantities/quantity.js';
import { figuresOfTests, figuresOfUnlocated, type PlacedFigure } from './figures.js';
import type { TrialSummary } from '../results/summaries/trial-summary.js';
import { figuresFinder } from './run.js';

/** The outcome of a threshold. */
export interface JudgedThreshold {
  readonly threshold: ThresholdRecord;
  readonly met: boolean;
  /** The worst figure; null if one was not measured. */
  readonly value: number | null;
  /** Why it is missed, if not because of the value. */
  readonly because: string | undefined;
}

type Place = Pick<PlacedFigure, 'network' | 'frameSize'>;

/** Where a threshold must be met: every place that the playbook requested. */
const placesOf = ({ asked }: RunRecord, { dataPlane, network, frameSize }: ThresholdRecord) => {
  const sizes = frameSize === undefined ? (asked?.frameSizes ?? []) : [frameSize];
  const networks =
    network !== undefined
      ? [network]
      : (asked?.networks
          ?.filter(({ dataPlanes }) => dataPlanes.includes(dataPlane))
          .map(({ name }) => name) ?? [undefined]);
  return networks.flatMap((each) =>
    sizes.map((size): Place => ({ network: each, frameSize: size })),
  );
};

const isOf = (placed: PlacedFigure, threshold: ThresholdRecord): boolean => {
  const { at } = placed.figure;
  return (
    placed.test === threshold.test &&
    placed.dataPlane === threshold.dataPlane &&
    placed.quantity === threshold.quantity &&
    (threshold.network === undefined || placed.network === threshold.network) &&
    (threshold.frameSize === undefined || placed.frameSize === threshold.frameSize) &&
    (threshold.load === undefined ||
      (at !== undefined && 'load' in at && at.load === threshold.load))
  );
};

const placeText = ({ network, frameSize }: Place): string =>
  [network, frameSize === undefined ? undefined : `${frameSize} bytes`]
    .filter((part) => part !== undefined)
    .join(', ');

/** The value to compare with the limit; for unlocated frames, their sum. */
const valueOf = ({ figure, quantity }: PlacedFigure, trialOf: FigureTrialOf): number | null => {
  if (figure.basis === 'bounds') return figure.value;
  if (quantity !== 'unlocated' && figure.value !== null) return figure.value;
  const values = figure.repeats(trialOf).map(({ value }) => value);
  if (values.length === 0) return null;
  return quantity === 'unlocated' ? sum(values) : median(values);
};

const judge = (
  run: RunRecord,
  threshold: ThresholdRecord,
  figures: readonly PlacedFigure[],
  trialOf: FigureTrialOf,
): JudgedThreshold => {
  const own = figures.filter((placed) => isOf(placed, threshold));
  const missed = (because: string): JudgedThreshold => {
    return { threshold, met: false, value: null, because };
  };
  const without = placesOf(run, threshold).filter(
    (place) =>
      !own.some(
        ({ network, frameSize }) => network === place.network && frameSize === place.frameSize,
      ),
  );
  const [first] = without;
  if (first !== undefined) return missed(`not measured: ${without.map(placeText).join('; ')}`);
  const values = own.flatMap((placed) => valueOf(placed, trialOf) ?? []);
  if (values.length === 0 || values.length < own.length) return missed('not measured');
  const atLeast = threshold.limit === 'at-least';
  const value = values.reduce((one, other) => (atLeast ? Math.min : Math.max)(one, other));
  const met = atLeast ? value >= threshold.value : value <= threshold.value;
  const open = own.some(({ figure }) =>
    figure.basis === 'repeats' ? figure.lowerBoundOnly === true : figure.most === Infinity,
  );
  return !atLeast && met && open
    ? { threshold, met: false, value, because: 'only a lower bound was measured' }
    : { threshold, met, value, because: undefined };
};

/** Judges the thresholds of a run by its figures. Pure. @param trials of its journal */
export const judgeThresholds = (
  run: RunRecord,
  trials: readonly TrialSummary[],
): readonly JudgedThreshold[] => {
  const { thresholds = [] } = run;
  if (thresholds.length === 0) return [];
  const unlocated = thresholds.some(({ quantity }) => quantity === 'unlocated');
  const figures = [
    ...figuresOfTests(run),
    ...(unlocated ? figuresOfUnlocated({ run, trials }) : []),
  ];
  const trialOf = figuresFinder(trials);
  return thresholds.map((threshold) => judge(run, threshold, figures, trialOf));
};
