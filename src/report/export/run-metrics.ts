import { REFERENCE } from '../../model/network/network.js';
import type { Unit } from '../../model/section/section.js';
import type { CellResult, RunRecord } from '../../results/schema.js';
import {
  QUANTITIES,
  quantityFacts,
  type MeasuredFigure,
  type QuantityName,
} from '../../rfc2544/quantities/quantity.js';
import { testOf } from '../../rfc2544/tests/index.js';
import type { Labels, MetricFamily, MetricSample } from './metric.js';

/** Base units of OpenMetrics, and how many of our units make one. */
const UNITS: Readonly<Record<Unit, readonly [unit: string | undefined, divisor: number]>> = {
  pps: ['frames_per_second', 1],
  ns: ['seconds', 1e9],
  bps: ['bits_per_second', 1],
  bytes: ['bytes', 1],
  frames: ['frames', 1],
  ratio: ['ratio', 1],
  instructions: ['instructions', 1],
  count: [undefined, 1],
};

interface Measured {
  readonly name: QuantityName;
  readonly cell: CellResult;
  readonly figure: MeasuredFigure;
}

const measuredIn = ({ results }: RunRecord): readonly Measured[] =>
  results.flatMap((cell) =>
    testOf(cell.result).quantities.flatMap((quantity) =>
      quantity.figures(cell.result).map((figure) => ({ name: quantity.name, cell, figure })),
    ),
  );

/** `load="10000"`, or the goal of a search, or the kind of a reset. */
const conditionOf = ({ at }: MeasuredFigure): Labels =>
  at === undefined ? {} : 'load' in at ? { load_pps: at.load } : { ...at };

const labelsOf = ({ cell, figure }: Measured, runId: string): Labels => ({
  run_id: runId,
  data_plane: cell.dataPlane,
  network: cell.network === REFERENCE ? 'reference' : cell.network,
  modifier: cell.modifier,
  frame_size_bytes: cell.frameSize,
  procedure: cell.procedure,
  test: cell.result.test,
  ...conditionOf(figure),
});

/** The bounds of a search; without an upper one, the value is a lower bound. */
const boundsOf = (found: Measured, divisor: number, runId: string): readonly MetricSample[] => {
  const { figure } = found;
  if (figure.basis !== 'bounds') return [];
  const labels = labelsOf(found, runId);
  return [
    { labels: { ...labels, bound: 'lower' }, value: figure.least / divisor },
    { labels: { ...labels, bound: 'upper' }, value: figure.most / divisor },
  ];
};

const familiesOf = (
  name: QuantityName,
  measured: readonly Measured[],
  runId: string,
): readonly MetricFamily[] => {
  const { title, unit: own } = quantityFacts(name);
  const [unit, divisor] = UNITS[own];
  const base = `vrbench_${name.replaceAll('-', '_').replace(/_ratio$/, '')}`;
  const samples = measured.flatMap((found) => {
    const { value } = found.figure;
    return value === null ? [] : [{ labels: labelsOf(found, runId), value: value / divisor }];
  });
  const bounds = measured.flatMap((found) => boundsOf(found, divisor, runId));
  const family = (prefix: string, help: string, its: readonly MetricSample[]): MetricFamily => ({
    ...{ name: unit === undefined ? prefix : `${prefix}_${unit}`, type: 'gauge' },
    ...{ unit, help, samples: its },
  });
  return [
    family(base, title, samples),
    family(`${base}_bound`, `Lower and upper bound found by a search: ${title}`, bounds),
  ];
};

/** How many trials a run has of each kind. */
export interface TrialTally {
  readonly valid: number;
  readonly invalid: number;
}

const about = (run: RunRecord, { valid, invalid }: TrialTally): readonly MetricFamily[] => {
  const { runId } = run;
  const gauge = (
    name: string,
    unit: string | undefined,
    help: string,
    samples: readonly MetricSample[],
  ) => ({ name, type: 'gauge', unit, help, samples }) as const;
  const labels = { run_id: runId };
  return [
    {
      ...{ name: 'vrbench_run', type: 'info', help: 'A run of vrbench' },
      samples: [
        {
          labels: {
            ...{ run_id: runId, testbed: run.testbed, playbook: run.playbook },
            ...{ environment: run.environment.kind, state: run.state.state },
            version: run.vrbench.version,
            kernel: run.setup?.roles.dut.kernelRelease,
          },
          value: 1,
        },
      ],
    },
    gauge('vrbench_run_start_timestamp_seconds', 'seconds', 'When the run began', [
      { labels, value: Date.parse(run.started) / 1000 },
    ]),
    gauge(
      'vrbench_run_end_timestamp_seconds',
      'seconds',
      'When the run ended',
      run.ended === null ? [] : [{ labels, value: Date.parse(run.ended) / 1000 }],
    ),
    gauge('vrbench_run_trials', undefined, 'Trials of the run', [
      { labels: { ...labels, validity: 'valid' }, value: valid },
      { labels: { ...labels, validity: 'invalid' }, value: invalid },
    ]),
  ];
};

/** The figures of a run as metrics in base units. Pure. */
export const runMetrics = (run: RunRecord, tally: TrialTally): readonly MetricFamily[] => {
  const measured = measuredIn(run);
  const names = Object.keys(QUANTITIES) as QuantityName[];
  return [
    ...about(run, tally),
    ...names.flatMap((name) =>
      familiesOf(
        name,
        measured.filter((found) => found.name === name),
        run.runId,
      ),
    ),
  ];
};
