import type { TrialLatency } from './latency.js';
import type { SinkCounts } from './sink-counts.js';
import type { StreamResult, StreamShare } from './stream-result.js';
import { pps, type Bytes, type Nanoseconds, type Pps } from './units.js';

export type { SinkArrivals, SinkCounts } from './sink-counts.js';
export type { StreamCounts, StreamResult, StreamShare } from './stream-result.js';

/** What a procedure asks of the testbed: one trial (RFC 2544 section 23). */
export interface TrialRequest {
  /** Ethernet frame size, FCS included. */
  readonly frameSize: Bytes;
  /** The intended load, aggregate over all generator ports. */
  readonly intendedLoad: Pps;
  /**
   * The streams' parts of that load, which add up to it. Filled in by a measurer that has streams:
   * procedures ask for one load.
   */
  readonly streams?: readonly StreamShare[];
  readonly duration: Nanoseconds;
  /** Made to warm up: a trial like any other, of which nothing is used. */
  readonly warmUp?: true;
  /** One frame is tagged, this long after the start (RFC 2544 section 26.2). */
  readonly tagAfter?: Nanoseconds;
  /** A load that follows the first one without a pause, in the same trial (RFC 2544 section 26.5). */
  readonly secondLoad?: { readonly intendedLoad: Pps; readonly duration: Nanoseconds };
  /** A reset of the DUT to cause while the trial goes on (RFC 2544 section 26.6). */
  readonly reset?: {
    readonly kind: ResetKind;
    /** From the start of the trial. */
    readonly after: Nanoseconds;
  };
}

/** Ways to reset a DUT: of its software but for the last, which takes its power for 10 s (RFC 6201). */
export const RESET_KINDS = ['module-reload', 'interface', 'reboot', 'power'] as const;
export type ResetKind = (typeof RESET_KINDS)[number];

/** The frames a trial intends, over all ports: load times duration, rounded. */
export const intendedFrames = ({
  intendedLoad,
  duration,
}: Pick<TrialRequest, 'intendedLoad' | 'duration'>): number =>
  Math.round((intendedLoad * duration) / 1e9);

/** All frames a trial intends, those of its second load included. */
export const intendedInAll = (request: TrialRequest): number =>
  intendedFrames(request) + (request.secondLoad ? intendedFrames(request.secondLoad) : 0);

/** Five numbers that are often confused, as integers of frames. */
export interface TrialCounts {
  /** What the request comes to: load times duration, over all ports. */
  readonly intended: number;
  /** What the generator says it sent. */
  readonly offered: number;
  /** What the DUT's ingress NICs received; null where it was reset, and its counters perhaps too. */
  readonly receivedByDut: number | null;
  /** What the DUT's egress NICs sent; null likewise. */
  readonly forwarded: number | null;
  /** What the SINK received: test frames where its module counts, else all that its NICs did. */
  readonly receivedBySink: number;
}

/** Where a frame can be lost, in the order a frame meets these places. */
export const LOSS_LOCATIONS = [
  'ingress-nic',
  'backlog-queue',
  'virtual-interface',
  'ip',
  'neighbour',
  'egress-qdisc',
  'egress-nic',
  'sink-nic',
] as const;
export type LossLocation = (typeof LOSS_LOCATIONS)[number];

/** Frames a counter says were lost at one place. Only places with losses are listed. */
export interface Loss {
  readonly location: LossLocation;
  readonly frames: number;
}

/** Whether a trial may be used, and if not why; an invalid trial is never blamed on the DUT. */
export type Validity =
  | { readonly state: 'valid' }
  | { readonly state: 'invalid'; readonly reasons: readonly InvalidReason[] };

/** Why a trial says nothing about the DUT. */
export interface InvalidReason {
  readonly code:
    | 'frames-not-offered'
    | 'generator-fell-behind'
    | 'counters-did-not-settle'
    | 'link-flapped'
    | 'sink-dropped'
    | 'generator-error'
    | 'sink-counters-disagree'
    | 'clock-error';
  readonly detail: string;
}

/** Where a trial's wall-clock time went. The controller's own time is what is left. */
export interface TrialTiming {
  readonly wall: Nanoseconds;
  /** From the start of the generator to its end. */
  readonly traffic: Nanoseconds;
  /** Waiting: for residual frames, for counters to stand still, for the DUT to restabilise. */
  readonly settling: Nanoseconds;
}

/** How the load of a trial was changed. Times are from the start of the trial, by the generator's clock. */
export interface LoadChange {
  /** Until then the first load was offered. */
  readonly before: Nanoseconds;
  /** From then on the second one, and no frame that the generator was late with. */
  readonly after: Nanoseconds;
  /** When frames were counted: right after the change had been made. */
  readonly at: Nanoseconds;
  /** Frames offered by then: not always those intended, as a change may come late. */
  readonly offered: number;
  /** Between two frames of a port from then on: how exactly it is known when a frame was lost. */
  readonly gap: Nanoseconds;
}

/** How the DUT was reset in a trial. Times are from the start of the trial, by the generator's clock. */
export interface ResetCourse {
  /** When the command to reset was sent; it took some milliseconds to reach the DUT. */
  readonly startedAt: Nanoseconds;
  /** When the DUT was set up again, as far as the controller could see. */
  readonly finishedAt: Nanoseconds;
  /** The longest time in which the sink received no frame; absent where it takes no time stamps. */
  readonly longestGap?: Nanoseconds;
  /** Whether the last frames offered were received; absent where the sink does not identify frames. */
  readonly recovered?: boolean;
}

/** What one trial gave. */
export interface TrialResult {
  readonly request: TrialRequest;
  readonly counts: TrialCounts;
  /** The same by stream, in the network's order. Absent where a measurer has no streams. */
  readonly streams?: readonly StreamResult[];
  /** How long the generator took to send what it sent, by its own clock. */
  readonly offeredDuration: Nanoseconds;
  readonly losses: readonly Loss[];
  /** offered - received by the sink - located losses; negative where more arrived than was offered. */
  readonly unlocated: number;
  /**
   * When the last of the frames that were lost was offered, from the start of the trial; null where
   * none was lost. Absent where it is not known: counters alone do not tell.
   */
  readonly lastLoss?: Nanoseconds | null;
  /** Present where there was a second load. */
  readonly loadChange?: LoadChange;
  /** Present where the DUT was reset. */
  readonly reset?: ResetCourse;
  /** How long frames took, above all the tagged one. Absent where no time stamps are taken. */
  readonly latency?: TrialLatency;
  /** Absent where only the sink's NICs count. */
  readonly sink?: SinkCounts;
  readonly validity: Validity;
  readonly timing: TrialTiming;
}

const rate = (frames: number, duration: Nanoseconds): Pps =>
  pps(duration === 0 ? 0 : (frames * 1e9) / duration);

/** The load the generator really offered (RFC 2285 section 3.5.2). */
export const offeredLoad = (result: TrialResult): Pps =>
  rate(result.counts.offered, result.offeredDuration);

/** The rate at which the sink received (RFC 2285 section 3.6.1). */
export const forwardingRate = (result: TrialResult): Pps =>
  rate(result.counts.receivedBySink, result.offeredDuration);

/** Lost frames as a fraction of offered ones, in 0..1; 0 for an empty trial (RFC 1242 section 3.6). */
export const frameLossRatio = (result: TrialResult): number =>
  result.counts.offered === 0
    ? 0
    : Math.max(0, 1 - result.counts.receivedBySink / result.counts.offered);

/** The controller's own time in a trial: wall less traffic less settling. */
export const overhead = ({ timing }: TrialResult): Nanoseconds =>
  Math.max(0, timing.wall - timing.traffic - timing.settling) as Nanoseconds;
