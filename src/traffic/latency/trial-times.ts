import type { SinkReport } from '../../modules/frame-sink/report.js';
import type { PktgenResult } from '../../linux/pktgen/result.js';
import type { TrialLatency } from '../../model/latency.js';
import type { TrialRequest } from '../../model/trial.js';
import { elapsed, type Clock } from '../../host/clock.js';
import type { PortLink } from '../../linux/device/link-speed.js';
import { relate, type ClockSetting } from './clock-relation.js';
import type { Clocks } from './clocks.js';
import type { SinkTiming } from '../counters/frame-sink.js';
import type { StreamFlow } from '../flows/stream-flows.js';
import { tagOf } from './tag.js';
import { trialLatency } from './trial-latency.js';

/** The frame timing of one trial; created before it starts. */
export interface TrialTimes {
  /** The settings of the sink's module. */
  readonly timing: SinkTiming;
  /** The results of timing; compares the clocks again. */
  readonly end: (
    report: SinkReport,
    results: readonly Pick<PktgenResult, 'busy'>[],
    signal: AbortSignal,
  ) => Promise<TrialLatency>;
}

/** What frames are timed by. */
export interface Timekeeping {
  readonly clocks: Clocks;
  /** Reads the links of the testers' ports. */
  readonly links: (signal: AbortSignal) => Promise<readonly PortLink[]>;
  readonly clock: Pick<Clock, 'now'>;
}

/** A run's own ptp4l does not discipline the clocks of test ports' NICs; another PTP daemon may. */
const keepsNicClocks = (setting: ClockSetting): boolean =>
  setting.kind === 'ptp' && setting.stamping === undefined;

/**
 * Compares clocks before a trial, reads the links' speeds, and chooses the frame to be tagged. A
 * NIC's own clock is used only if PTP synchronizes it with the machine's.
 * @throws Failure if that is a stream's only frame, and what `Clocks.compare` and `links` throw
 */
export const beginTimes = async (
  { tagAfter, frameSize }: Pick<TrialRequest, 'tagAfter' | 'frameSize'>,
  flows: readonly StreamFlow[],
  { clocks, links: readLinks, clock }: Timekeeping,
  signal: AbortSignal,
): Promise<TrialTimes> => {
  const tag = tagAfter === undefined ? undefined : tagOf(flows, tagAfter);
  const links = await readLinks(signal);
  const ptpBefore = await clocks.readPtp?.(signal);
  const before = await clocks.compare(signal);
  const from = clock.now();
  // The upper bound: a frame that seems to arrive before it was sent has no place in the module's histogram.
  const moduleOffset = before.atMost;
  return {
    timing: {
      tag: tag?.frame ?? 0,
      offset: moduleOffset,
      stamps: keepsNicClocks(clocks.setting) ? 'hardware' : 'handler',
    },
    end: async (report, results, end) => {
      const after = await clocks.compare(end);
      const ptpAfter = await clocks.readPtp?.(end);
      const ptp = ptpBefore && ptpAfter && { before: ptpBefore, after: ptpAfter };
      const comparison = { before, after, elapsed: elapsed(from, clock.now()), ptp };
      const relation = relate(clocks.setting, comparison);
      return trialLatency({
        ...{ report, results, relation, moduleOffset, tag },
        ...{ frameSize, links },
      });
    },
  };
};
