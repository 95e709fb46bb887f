import {
  forwardingRate,
  frameLossRatio,
  hasFigures,
  LOSS_LOCATIONS,
  offeredLoad,
  type LossLocation,
  type TrialResult,
} from '../../model/trial.js';
import type { RunRecord, TrialRecord } from '../../results/schema.js';

/** A value of a row; null if it is not known or does not apply. */
type Field = string | number | null;

/** A column of the table of trials: its name has the unit of its numbers. Names and their order stay. */
export interface TrialColumn {
  readonly name: string;
  /** For docs/results.md. */
  readonly meaning: string;
  readonly valueOf: (trial: TrialRecord, run: RunRecord) => Field;
}

const column = (
  name: string,
  meaning: string,
  valueOf: (trial: TrialRecord, run: RunRecord) => Field,
): TrialColumn => ({ name, meaning, valueOf });

/** A column that is empty for a trial without figures. */
const figure = (
  name: string,
  meaning: string,
  valueOf: (result: TrialResult) => Field | undefined,
): TrialColumn =>
  column(name, meaning, ({ result }) => (hasFigures(result) ? (valueOf(result) ?? null) : null));

const reasons = ({ result: { validity } }: TrialRecord): string =>
  validity.state === 'valid' ? '' : validity.reasons.map(({ code }) => code).join(' ');

/** The purpose of a trial. */
const purpose = ({ result: { request } }: TrialRecord): string =>
  request.warmUp === true ? 'warm-up' : request.diagnosis === true ? 'diagnosis' : 'measurement';

const lostAt = (location: LossLocation): TrialColumn =>
  figure(
    `lost_${location.replaceAll('-', '_')}_frames`,
    `Frames lost there: ${location}`,
    ({ losses }) => losses.find((loss) => loss.location === location)?.frames ?? 0,
  );

const latencyOf = ({ latency }: TrialResult) =>
  latency?.state === 'measured' ? latency : undefined;

const distributionOf = (result: TrialResult) => latencyOf(result)?.distribution;

/** The columns of the table of trials, in order. */
export const TRIAL_COLUMNS: readonly TrialColumn[] = [
  column('run_id', 'The run', (_, run) => run.runId),
  column('testbed', 'Name of the testbed', (_, run) => run.testbed),
  column('playbook', 'Name of the playbook', (_, run) => run.playbook),
  column(
    'environment',
    'Where figures come from: metal, emulated, instruction-time or simulated',
    (_, run) => run.environment.kind,
  ),
  column('trial', 'Its number in the run', ({ sequence }) => sequence),
  column('started', 'When it began, in UTC', ({ started }) => started),
  column('ended', 'When it ended, in UTC', ({ ended }) => ended),
  column('data_plane', 'Data plane measured', ({ dataPlane }) => dataPlane),
  column('network', 'Network, if there are several', ({ network }) => network ?? null),
  column('modifier', 'Modifier, if any', ({ modifier }) => modifier ?? null),
  column('procedure', "Index into the playbook's procedures", ({ procedure }) => procedure),
  column('test', 'Test that it belongs to', ({ test }) => test),
  column(
    'block',
    'Block that it belongs to, if the test ran in blocks',
    (trial) => trial.block ?? null,
  ),
  column('purpose', 'measurement, warm-up or diagnosis; only the first is used', purpose),
  column(
    'router',
    'Number of the router that all frames went through, if routers took turns',
    ({ result }) => result.request.router ?? null,
  ),
  column('valid', '1 if it is valid, else 0', ({ result }) =>
    result.validity.state === 'valid' ? 1 : 0,
  ),
  column('invalid_reasons', 'Codes of the reasons why it is invalid, separated by spaces', reasons),
  column(
    'frame_size_bytes',
    'Size of each frame, FCS included',
    ({ result }) => result.request.frameSize,
  ),
  column('intended_load_pps', 'Intended load', ({ result }) => result.request.intendedLoad),
  column(
    'effective_load_pps',
    'Load that the generator was set to',
    ({ result }) => result.request.effectiveLoad ?? null,
  ),
  column('duration_ns', 'Intended duration of sending', ({ result }) => result.request.duration),
  figure('offered_load_pps', 'Offered load', offeredLoad),
  figure(
    'forwarding_rate_pps',
    'Frames that the sink received, over the time of sending',
    forwardingRate,
  ),
  figure('loss_ratio', 'Lost frames as a fraction of those offered, from 0 to 1', frameLossRatio),
  figure('intended_frames', 'Intended frames', ({ counts }) => counts.intended),
  figure('offered_frames', 'Frames that the generator sent', ({ counts }) => counts.offered),
  figure(
    'received_by_dut_frames',
    'Frames that the DUT received',
    ({ counts }) => counts.receivedByDut,
  ),
  figure('forwarded_frames', 'Frames that the DUT sent', ({ counts }) => counts.forwarded),
  figure(
    'received_by_sink_frames',
    'Frames that the sink received',
    ({ counts }) => counts.receivedBySink,
  ),
  figure('offered_duration_ns', 'How long sending took', (result) => result.offeredDuration),
  ...LOSS_LOCATIONS.map(lostAt),
  figure('unlocated_frames', 'Frames lost at an unknown place', (result) => result.unlocated),
  figure(
    'tagged_latency_ns',
    'Latency of the tagged frame',
    (result) => latencyOf(result)?.tagged?.value,
  ),
  figure(
    'mean_latency_ns',
    'Mean latency of all frames',
    (result) => distributionOf(result)?.mean.value,
  ),
  figure('minimum_latency_ns', 'Minimum latency', (result) => distributionOf(result)?.minimum),
  figure(
    'p50_latency_ns',
    'Latency that half of the frames did not exceed',
    (result) => distributionOf(result)?.percentiles.p50,
  ),
  figure(
    'p99_latency_ns',
    'Latency that 99 % of the frames did not exceed',
    (result) => distributionOf(result)?.percentiles.p99,
  ),
  figure('maximum_latency_ns', 'Maximum latency', (result) => distributionOf(result)?.maximum),
  column('wall_ns', 'Wall-clock time of the whole trial', ({ result }) => result.timing.wall),
];

/** The columns as rows of a Markdown table, with its head. */
export const columnTable = (): string =>
  [
    '| column | meaning |',
    '| --- | --- |',
    ...TRIAL_COLUMNS.map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`),
  ].join('\n');
