import type { CellResult, ProcedureResult } from '../results/schema.js';
import { kpps, microseconds } from './figures.js';
import type { Cell, Column } from './text-table.js';

type Latency = Extract<ProcedureResult, { test: 'latency' }>;

/** The columns of latency tests: loads in kpps, times in microseconds. */
export const LATENCY_COLUMNS: readonly Column[] = [
  { title: 'data plane', align: 'left' },
  { title: 'bytes', align: 'right' },
  { title: 'load', align: 'right' },
  { title: 'mean', align: 'right' },
  { title: 'min', align: 'right' },
  { title: 'max', align: 'right' },
  { title: 'repeats', align: 'right' },
  { title: 'remarks', align: 'left' },
];

const figures = (outcome: Latency['outcome']): readonly Cell[] => {
  switch (outcome.state) {
    case 'measured': {
      const { average, minimum, maximum, times, lost } = outcome;
      const repeats = String(times.length + lost);
      const remark = lost === 0 ? '-' : `tagged frame lost in ${lost} of ${repeats}`;
      return [...[average, minimum, maximum].map(microseconds), repeats, remark];
    }
    case 'lost':
      return ['-', '-', '-', '-', 'every tagged frame was lost'];
    case 'undecided': {
      const codes = outcome.causes.map(({ code }) => code);
      return ['-', '-', '-', '-', ['not measurable', ...new Set(codes)]];
    }
  }
};

/** The row of a latency test. */
export const latencyRow = (
  { dataPlane, frameSize }: Pick<CellResult, 'dataPlane' | 'frameSize'>,
  { load, outcome }: Latency,
): readonly Cell[] => [dataPlane, String(frameSize), kpps(load), ...figures(outcome)];
