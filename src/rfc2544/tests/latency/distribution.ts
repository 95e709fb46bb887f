import { PERCENTILES, type ClockBound, type LatencyDistribution } from '../../../model/latency.js';
import type {
  Absent,
  Column,
  Lines,
  Remark,
  Table,
  Value,
} from '../../../model/section/section.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { median } from '../../../model/numbers/statistics.js';
import type { Nanoseconds } from '../../../model/units.js';
import { figuresOf, type CellOf, type ReportContext } from '../../sections/context.js';
import {
  cellColumns,
  cellValues,
  differences,
  numbers,
  table,
  words,
} from '../../sections/table.js';
import { histograms, PERCENTILE_NAMES, percentileFigures } from './distribution-figures.js';
import type { LatencyOutcome, LatencyResult } from './result.js';

export type Measured = Extract<LatencyOutcome, { state: 'measured' }>;

/** All frames' latencies in the trials of a cell, if machines timed them. */
interface Timed {
  readonly cell: CellOf<LatencyResult>;
  readonly outcome: Measured;
  readonly all: readonly LatencyDistribution[];
}

/** Above this fraction of the median, the clock uncertainty is too large for a latency. */
const MOST_UNCERTAIN = 0.1;

/** Whether latencies may be shown, and not only how they differ. */
export const isAbsolute = ({ times, clocks }: Measured): boolean =>
  clocks.bound === 0 || clocks.bound < MOST_UNCERTAIN * median(times);

const timedOf = (
  { trialOf }: ReportContext,
  cells: readonly CellOf<LatencyResult>[],
): readonly Timed[] =>
  cells.flatMap((cell) => {
    const { outcome } = cell.result;
    if (outcome.state !== 'measured') return [];
    const all = outcome.trials.flatMap((sequence) => {
      const latency = figuresOf(trialOf, sequence)?.latency;
      return latency?.state === 'measured' ? (latency.distribution ?? []) : [];
    });
    return all.length === 0 ? [] : [{ cell, outcome, all }];
  });

const CLOCKS: Readonly<Record<ClockBound['kind'], string>> = {
  'one-clock': 'one',
  ptp: 'PTP',
  'ping-pong': 'compared',
};

type Figure = (distribution: LatencyDistribution) => Nanoseconds;

const FIGURES: readonly { readonly id: string; readonly title: string; readonly of: Figure }[] = [
  ...PERCENTILE_NAMES.map((name) => ({
    id: name,
    title: `${Number((PERCENTILES[name] * 100).toPrecision(4))} %`,
    of: (({ percentiles }) => percentiles[name]) satisfies Figure,
  })),
  { id: 'slowest', title: 'slowest', of: ({ maximum }) => maximum },
];

const clockColumns = (of: (id: string, title: string, unit: 'ns') => Column): readonly Column[] => [
  ...FIGURES.map(({ id, title }) => of(id, title, 'ns')),
  words('clocks', 'clocks'),
  numbers('clock-error', 'clocks +-', 'ns'),
];

/** The method by which clocks are known. */
const methodOf = ({ kind, ptp }: ClockBound): string =>
  ptp === undefined ? CLOCKS[kind] : `${CLOCKS[kind]}, ${ptp.stamping} stamps`;

const clockValues = ({ outcome: { clocks } }: Timed): readonly Value[] => [
  methodOf(clocks),
  clocks.bound,
];

const absoluteTable = (timed: readonly Timed[]): readonly Table[] => {
  if (timed.length === 0) return [];
  const typical = ({ all }: Timed, of: Figure): number => median(all.map(of));
  return [
    table(
      'Latency of all frames: medians over repeats',
      [
        ...cellColumns(timed.map(({ cell }) => cell)),
        numbers('load', 'load', 'pps'),
        numbers('repeats', 'repeats', 'count'),
        numbers('fastest', 'fastest', 'ns'),
        ...clockColumns(numbers),
      ],
      timed.map((each) => [
        ...cellValues(each.cell),
        each.cell.result.load,
        each.all.length,
        typical(each, ({ minimum }) => minimum),
        ...FIGURES.map(({ of }) => typical(each, of)),
        ...clockValues(each),
      ]),
    ),
  ];
};

/** Latency above the minimum of the trial, which does not depend on the clocks' offset. */
const relativeTable = (timed: readonly Timed[]): readonly Table[] => {
  if (timed.length === 0) return [];
  return [
    table(
      'How much longer frames took than the fastest of their trial: medians over repeats',
      [
        ...cellColumns(timed.map(({ cell }) => cell)),
        numbers('load', 'load', 'pps'),
        ...clockColumns(differences),
      ],
      timed.map((each) => [
        ...cellValues(each.cell),
        each.cell.result.load,
        ...FIGURES.map(({ of }) => median(each.all.map((one) => of(one) - one.minimum))),
        ...clockValues(each),
      ]),
    ),
  ];
};

/** Why there is no figure of all frames. */
const absent = (timed: readonly Timed[], absolute: readonly Timed[]): readonly Absent[] => {
  if (absolute.length > 0) return [];
  const why =
    timed.length === 0
      ? 'frames other than the tagged one were not timed: the sink takes no timestamps, or no trial is valid'
      : 'the clocks of generator and sink are not known well enough';
  return [{ kind: 'absent', title: 'Latency of all frames', why: [why] }];
};

/** All frames of the trials: tables and figures of those whose clocks allow a latency. */
export const distributionBlocks = (
  context: ReportContext,
  cells: readonly CellOf<LatencyResult>[],
): readonly (Table | Lines | Absent)[] => {
  const timed = timedOf(context, cells);
  const absolute = timed.filter(({ outcome }) => isAbsolute(outcome));
  const relative = timed.filter(({ outcome }) => !isAbsolute(outcome));
  return [
    ...absoluteTable(absolute),
    ...relativeTable(relative),
    ...percentileFigures(absolute),
    ...histograms(absolute),
    ...absent(timed, absolute),
  ];
};

const note = (text: Remark['text']): Remark => ({ level: 'note', text });

/** What a reader must know before using latencies of all frames. */
export const distributionRemarks = (
  context: ReportContext,
  cells: readonly CellOf<LatencyResult>[],
): readonly Remark[] => {
  const timed = timedOf(context, cells);
  const sending = timed
    .flatMap(({ all }) => all.map(({ turnaround }) => turnaround))
    .filter((turnaround) => turnaround > 0);
  const uncertain = cells.some(
    ({ result: { outcome } }) => outcome.state === 'measured' && !isAbsolute(outcome),
  );
  return [
    ...(sending.length === 0
      ? []
      : [
          note(
            sentence`Too short by the time the generator took to send a frame: on average ${quantity(Math.max(...sending), 'ns')} at most.`,
          ),
        ]),
    ...(uncertain
      ? [
          note([
            'The clocks of generator and sink are not known to 10 % of the median: no latency is shown for them, only how much longer (+) frames took than the fastest of their trial.',
          ]),
        ]
      : []),
  ];
};
