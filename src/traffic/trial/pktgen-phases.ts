import { elapsed, type Clock } from '../../host/clock.js';
import type { SinkReport } from '../../modules/frame-sink/report.js';
import type { TrialLatency } from '../../model/latency.js';
import { sum } from '../../model/numbers/sum.js';
import type { PortPauses, TrialRequest, TrialResult, TrialTiming } from '../../model/trial.js';
import { checkSinkFlows, UNTIMED } from '../counters/frame-sink.js';
import type { WhenMissing } from '../counters/read-counters.js';
import type { Reading } from '../counters/reading.js';
import { pausesBetween, type PauseReading } from '../counters/pause-frames.js';
import { settle, type Settled } from '../counters/settle.js';
import { withTask } from '../events/every-second.js';
import { trialEventOf, type DuringTrial } from '../events/trial-event.js';
import type { StreamFlow } from '../flows/stream-flows.js';
import {
  pktgenSenders,
  runSenders,
  type PktgenSender,
  type SendersRun,
} from '../generator/pktgen-senders.js';
import { testerLinks } from '../latency/span.js';
import { beginTimes, type TrialTimes } from '../latency/trial-times.js';
import type { PktgenMeasurerSetup } from './pktgen-setup.js';

/** The state that the phases of one trial share. */
export interface PktgenTrial {
  readonly setup: PktgenMeasurerSetup;
  readonly request: TrialRequest;
  readonly flows: readonly StreamFlow[];
  /** The same, as split over the generator's threads. */
  readonly parts: readonly StreamFlow[];
  readonly clock: Clock;
  /** Reads every counter of the trial. */
  readonly read: (whenMissing: WhenMissing) => Promise<Reading>;
  readonly signal: AbortSignal;
}

/** The state of a trial before its first frame. */
export interface TrialBefore {
  readonly senders: readonly PktgenSender[];
  readonly reading: Reading;
  /** Absent if no port can have any. */
  readonly pauses?: PauseReading | undefined;
  /** Absent if frames are not timed. */
  readonly times?: TrialTimes | undefined;
}

/** The frames of a trial, sent. */
export interface TrialSent extends SendersRun<DuringTrial> {
  /** What a modifier did meanwhile; undefined if nothing. */
  readonly modifying?: TrialResult['modifying'];
}

/** The counts after the trial's last frame. */
export interface TrialAfter extends Settled {
  /** The waits after it, as they really were. */
  readonly waits: NonNullable<TrialTiming['waits']>;
  /** Absent if only NICs count. */
  readonly report?: SinkReport | undefined;
  /** Ports that received or sent pause frames. */
  readonly pauses: readonly PortPauses[];
  readonly latency?: TrialLatency | undefined;
}

/**
 * Prepares a trial: clocks compared, the sink's module started, devices chosen, counters read.
 * @throws Failure, and what hosts throw, like the other phases
 */
export const prepare = async ({
  setup,
  request,
  flows,
  parts,
  clock,
  read,
  signal,
}: PktgenTrial): Promise<TrialBefore> => {
  const { cloneSkb = 0, broadcast, networks, network, frameSink } = setup;
  if (frameSink !== undefined) checkSinkFlows(request, network.streams);
  const { frameSize } = request;
  // Clones share their timestamps.
  const clocks = cloneSkb === 0 ? setup.clocks : undefined;
  const links = (stop: AbortSignal) => testerLinks(networks, network.streams, stop);
  const times = clocks && (await beginTimes(request, flows, { clocks, links, clock }, signal));
  // It runs from before the NICs are first read until after they are last read, so it misses no frame they count.
  await frameSink?.start(times?.timing ?? UNTIMED, signal);
  const [senders, reading, pauses] = await Promise.all([
    pktgenSenders(parts, { frameSize, cloneSkb, broadcast }, networks, signal),
    read('is-an-error'),
    setup.pauseFrames?.read(signal),
  ]);
  return { senders, reading, pauses, times };
};

/** Sends the test frames, with the events of the trial. */
export const send = async (
  { setup, request, clock, signal }: PktgenTrial,
  { senders }: TrialBefore,
): Promise<TrialSent> => {
  const { everySecond, broadcast, resets, log } = setup;
  // A DUT that restarts takes the generator's carrier with it.
  const throughLosses = request.reset !== undefined;
  let turns = 0;
  const counted: typeof everySecond =
    everySecond &&
    (async (turn, stop) => {
      await everySecond(turn, stop);
      turns += 1;
    });
  const warn = (message: string): void => {
    log.warn(message);
  };
  const run = await withTask(counted, clock, signal, () =>
    runSenders(senders, { clock, warn, throughLosses }, signal, (sender) =>
      trialEventOf(request, sender, { resets, clock }),
    ),
  );
  if (everySecond !== undefined) return { ...run, modifying: { everySecond: turns } };
  if (broadcast !== true) return run;
  const sent = sum(run.sent.map(({ background }) => background?.result.sent ?? 0));
  return { ...run, modifying: { broadcast: sent } };
};

/** Waits for residual frames and for counters to settle, reads them, and waits for the DUT to restabilise. */
export const collect = async (
  { setup, clock, read, signal }: PktgenTrial,
  { times, pauses: before }: TrialBefore,
  { sent }: SendersRun<DuringTrial>,
): Promise<TrialAfter> => {
  const { residualWait, restabilise } = setup.phases;
  const ended = clock.now();
  // A device may have gone meanwhile: that makes the trial invalid.
  const settled = await settle(() => read('is-left-out'), { clock, residualWait, signal });
  const counted = clock.now();
  const report = await setup.frameSink?.stop(signal);
  const paused = before && (await setup.pauseFrames?.read(signal));
  const pauses = before && paused ? pausesBetween(before, paused) : [];
  const results = sent.map(({ result }) => result);
  const latency = report && (await times?.end(report, results, signal));
  await clock.pause(restabilise, signal);
  const waits = {
    residual: elapsed(ended, counted),
    restabilise: elapsed(counted, clock.now()),
  };
  return { ...settled, waits, report, pauses, latency };
};
