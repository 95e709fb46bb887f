import type { TrialResult } from '../model/trial.js';
import type { Pps } from '../model/units.js';
import type { CellResult, Media, ThroughputOutcome } from '../results/schema.js';
import { kpps, lossPercent, lossPlaces } from './figures.js';
import { planeName } from './cell-name.js';
import { knowsLineRate, lineRateOf } from './media.js';
import type { Cell, Column } from './text-table.js';

/**
 * The columns of throughput results. Rates are in kpps, places of loss in frames; the line rate is
 * among them where it is known.
 */
export const throughputColumns = (media: Media | undefined): readonly Column[] => [
  { title: 'data plane', align: 'left' },
  { title: 'bytes', align: 'right' },
  ...(knowsLineRate(media) ? [{ title: 'line rate', align: 'right' } as const] : []),
  { title: 'throughput', align: 'right' },
  { title: 'intended', align: 'right' },
  { title: 'next load', align: 'right' },
  { title: 'what outcome there', align: 'left' },
];

type UpperBound = Extract<ThroughputOutcome, { upper: unknown }>['upper'];
type TrialOf = (sequence: number) => TrialResult | undefined;

const lossAt = (trial: TrialResult | undefined): readonly string[] => {
  if (trial === undefined) return ['loss'];
  const places = lossPlaces(trial);
  return [`loss ${lossPercent(trial)} %`, ...places];
};

const above = (upper: UpperBound, trialOf: TrialOf): readonly string[] =>
  upper.reason === 'loss'
    ? lossAt(trialOf(upper.trial))
    : ['undecided: every trial invalid', ...new Set(upper.causes.map(({ code }) => code))];

const figures = (
  outcome: ThroughputOutcome,
  lineRate: Pps | undefined,
  trialOf: TrialOf,
): readonly Cell[] => {
  switch (outcome.state) {
    case 'found': {
      const { lower, upper } = outcome;
      return [kpps(lower.offeredLoad), kpps(lower.load), kpps(upper.load), above(upper, trialOf)];
    }
    case 'maximum': {
      const { load, offeredLoad } = outcome.lower;
      const all = lineRate !== undefined && load >= lineRate;
      return [
        all ? kpps(offeredLoad) : `>= ${kpps(offeredLoad)}`,
        kpps(load),
        '-',
        all ? 'no loss at the line rate' : 'no loss at the maximum load',
      ];
    }
    case 'zero':
      return [
        '0',
        '-',
        kpps(outcome.upper.load),
        ['minimum load', ...above(outcome.upper, trialOf)],
      ];
    case 'undecided':
      return [
        '?',
        '-',
        kpps(outcome.upper.load),
        ['minimum load', ...above(outcome.upper, trialOf)],
      ];
  }
};

/** The row of a throughput result. */
export const throughputRow = (
  cell: CellResult,
  outcome: ThroughputOutcome,
  media: Media | undefined,
  trialOf: TrialOf,
): readonly Cell[] => {
  const lineRate = lineRateOf(media, cell.frameSize);
  return [
    planeName(cell),
    String(cell.frameSize),
    ...(lineRate === undefined ? [] : [kpps(lineRate)]),
    ...figures(outcome, lineRate, trialOf),
  ];
};
