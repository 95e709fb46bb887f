import type { CellResult, ProcedureResult } from '../results/schema.js';
import { planeName } from './cell-name.js';
import { loadOf, microseconds } from './figures.js';
import { median } from './median.js';
import { notApplicable, notMeasurable } from './remarks.js';
import type { Cell, Column } from './text-table.js';

/** What a latency test came to. */
export type Latency = Extract<ProcedureResult, { test: 'latency' }>;
type Measured = Extract<Latency['outcome'], { state: 'measured' }>;

/** The columns of latency tests: loads in kpps, times in microseconds. */
export const LATENCY_COLUMNS: readonly Column[] = [
  { title: 'data plane', align: 'left' },
  { title: 'bytes', align: 'right' },
  { title: 'load', align: 'right' },
  { title: 'mean', align: 'right' },
  { title: 'at least', align: 'right' },
  { title: 'at most', align: 'right' },
  { title: 'min', align: 'right' },
  { title: 'max', align: 'right' },
  { title: 'repeats', align: 'right' },
  { title: 'remarks', align: 'left' },
];

/** From this part of the median on, the clocks are too uncertain for a latency. */
const MOST_UNCERTAIN = 0.1;

/** Whether latencies may be shown, and not only how they differ. */
export const isAbsolute = ({ times, clocks }: Measured): boolean =>
  clocks.bound === 0 || clocks.bound < MOST_UNCERTAIN * median(times);

const NOTHING: readonly Cell[] = ['-', '-', '-', '-', '-'];

const figures = (outcome: Latency['outcome']): readonly Cell[] => {
  switch (outcome.state) {
    case 'measured': {
      const { average, averageBounds, minimum, maximum, times, lost } = outcome;
      const { atLeast, atMost } = averageBounds;
      const repeats = String(times.length + lost);
      const absolute = isAbsolute(outcome);
      const shown = [average, atLeast, atMost, minimum, maximum].map(microseconds);
      const remarks = [
        ...(absolute ? [] : ['clocks too uncertain']),
        ...(lost === 0 ? [] : [`tagged frame lost in ${lost} of ${repeats}`]),
      ];
      return [...(absolute ? shown : NOTHING), repeats, remarks.length === 0 ? '-' : remarks];
    }
    case 'lost':
      return [...NOTHING, '-', 'every tagged frame was lost'];
    case 'undecided':
      return [...NOTHING, '-', notMeasurable(outcome.causes)];
    case 'not-applicable':
      return [...NOTHING, '-', notApplicable(outcome.reason)];
  }
};

/** The row of a latency test. */
export const latencyRow = (
  cell: Pick<CellResult, 'dataPlane' | 'modifier' | 'frameSize'>,
  { load, outcome }: Latency,
): readonly Cell[] => [planeName(cell), String(cell.frameSize), loadOf(load), ...figures(outcome)];
