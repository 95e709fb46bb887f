import type { LatencyDistribution } from './schema/latency.js';
import type { TrialRequest } from './schema/trial-request.js';
import type { BrokenTrial, InvalidReason, TrialOutcome, TrialResult } from './schema/trial.js';
import { milliseconds, pps, type Nanoseconds, type Pps } from './units.js';

export { LOSS_LOCATIONS } from './schema/trial-counts.js';
export type { ResetKind, StreamShare, TrialRequest } from './schema/trial-request.js';
export type {
  Loss,
  LossLocation,
  PortPauses,
  SinkArrivals,
  SinkCounts,
  StreamResult,
  TrialCounts,
} from './schema/trial-counts.js';
export type { DropPlace, DropReasons } from './schema/drop-reasons.js';
export type {
  CpuUse,
  LabProcessors,
  LabThread,
  MachineProcessors,
  TrialProcessors,
} from './schema/processors.js';
export type {
  BrokenTrial,
  InvalidReason,
  LoadChange,
  ResetCourse,
  TrialOutcome,
  TrialResult,
  TrialTiming,
  Validity,
} from './schema/trial.js';

/** The maximum time until a generator's first frame: pktgen's threads look for work ten times a second. */
export const STARTING = milliseconds(250);

/** The frames a trial intends, over all ports: load times duration, rounded. */
export const intendedFrames = ({
  intendedLoad,
  duration,
}: Pick<TrialRequest, 'intendedLoad' | 'duration'>): number =>
  Math.round((intendedLoad * duration) / 1e9);

/** All frames a trial intends, those of its second load included. */
export const intendedInAll = (request: TrialRequest): number =>
  intendedFrames(request) + (request.secondLoad ? intendedFrames(request.secondLoad) : 0);

/** Whether a trial has figures, valid or not. */
export const hasFigures = (outcome: TrialOutcome): outcome is TrialResult =>
  outcome.counts !== null;

/** Whether a trial is valid; a valid one has figures. */
export const isValid = (outcome: TrialOutcome): outcome is TrialResult =>
  outcome.validity.state === 'valid';

/** A trial that was aborted, or whose counts cannot be used. @param reasons at least one */
export const withoutFigures = (
  request: TrialRequest,
  reasons: readonly InvalidReason[],
  wall: Nanoseconds,
): BrokenTrial => ({
  request,
  counts: null,
  validity: { state: 'invalid', reasons },
  timing: { wall },
});

const rate = (frames: number, duration: Nanoseconds): Pps =>
  pps(duration === 0 ? 0 : (frames * 1e9) / duration);

/** The figures from which rates and losses of a valid trial are computed. */
export interface TrialFigures extends Pick<TrialResult, 'offeredDuration' | 'unlocated'> {
  readonly counts: Pick<TrialResult['counts'], 'offered' | 'receivedBySink'>;
  /** Of the latencies of all frames, if they were measured. */
  readonly percentiles?: LatencyDistribution['percentiles'] | undefined;
}

type RateFigures = Pick<TrialFigures, 'counts' | 'offeredDuration'>;

/** The offered load (RFC 2285 section 3.5.2). */
export const offeredLoad = (result: RateFigures): Pps =>
  rate(result.counts.offered, result.offeredDuration);

/** The forwarding rate at the sink (RFC 2285 section 3.6.1). */
export const forwardingRate = (result: RateFigures): Pps =>
  rate(result.counts.receivedBySink, result.offeredDuration);

/** Lost frames as a fraction of offered ones, in 0..1; 0 for an empty trial (RFC 1242 section 3.6). */
export const frameLossRatio = (result: Pick<TrialFigures, 'counts'>): number =>
  result.counts.offered === 0
    ? 0
    : Math.max(0, 1 - result.counts.receivedBySink / result.counts.offered);

/** The controller's own time in a trial: wall less traffic and settling. */
export const overhead = ({ timing }: TrialResult): Nanoseconds =>
  Math.max(0, timing.wall - timing.traffic - timing.settling) as Nanoseconds;
