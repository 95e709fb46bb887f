import { planeName } from './cell-name.js';
import type { ClockBound, LatencyDistribution } from '../model/latency.js';
import { nanoseconds, type Nanoseconds } from '../model/units.js';
import type { CellResult } from '../results/schema.js';
import { loadOf, microseconds } from './figures.js';
import { isAbsolute, type Latency } from './latency-table.js';
import { median } from './median.js';
import type { TrialOf } from './section.js';
import type { Cell, Column } from './text-table.js';

/** The columns of all frames' latencies: loads in kpps, times in microseconds. */
export const DISTRIBUTION_COLUMNS: readonly Column[] = [
  { title: 'data plane', align: 'left' },
  { title: 'bytes', align: 'right' },
  { title: 'load', align: 'right' },
  { title: 'fastest', align: 'right' },
  { title: '50 %', align: 'right' },
  { title: '90 %', align: 'right' },
  { title: '99 %', align: 'right' },
  { title: '99.9 %', align: 'right' },
  { title: 'slowest', align: 'right' },
  { title: 'clocks', align: 'left' },
];

const CLOCKS: Readonly<Record<ClockBound['kind'], string>> = {
  'one-clock': 'one',
  ptp: 'PTP',
  'ping-pong': 'compared',
};

const clocksText = ({ kind, bound }: ClockBound): string =>
  bound === 0 ? CLOCKS[kind] : `${CLOCKS[kind]}, +-${microseconds(bound)}`;

/** All frames' latencies in these trials, where they were timed. */
export const distributionsOf = (
  { outcome }: Latency,
  trialOf: TrialOf,
): readonly LatencyDistribution[] => {
  if (outcome.state !== 'measured') return [];
  return outcome.trials.flatMap((sequence) => {
    const latency = trialOf(sequence)?.latency;
    return latency?.state === 'measured' ? (latency.distribution ?? []) : [];
  });
};

/** The rows of latency tests: each figure is the median over repeats, of each repeat's percentile. */
export const distributionRow = (
  cell: Pick<CellResult, 'dataPlane' | 'modifier' | 'frameSize'>,
  result: Latency,
  trialOf: TrialOf,
): readonly (readonly Cell[])[] => {
  const { load, outcome } = result;
  const all = distributionsOf(result, trialOf);
  if (outcome.state !== 'measured' || all.length === 0) return [];
  const absolute = isAbsolute(outcome);
  const typical = (of: (each: LatencyDistribution) => Nanoseconds): Cell => {
    const times = all.map((each) => of(each) - (absolute ? 0 : each.minimum));
    const text = microseconds(nanoseconds(Math.round(median(times))));
    return absolute ? text : `+${text}`;
  };
  return [
    [
      planeName(cell),
      String(cell.frameSize),
      loadOf(load),
      absolute ? typical(({ minimum }) => minimum) : '-',
      typical(({ percentiles }) => percentiles.p50),
      typical(({ percentiles }) => percentiles.p90),
      typical(({ percentiles }) => percentiles.p99),
      typical(({ percentiles }) => percentiles.p999),
      typical(({ maximum }) => maximum),
      clocksText(outcome.clocks),
    ],
  ];
};
