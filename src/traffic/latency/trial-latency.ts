import type { SinkReport } from '../../modules/frame-sink/report.js';
import type { PktgenResult } from '../../linux/pktgen/result.js';
import type { PortLink } from '../../linux/device/link-speed.js';
import type { LatencySpan, TrialLatency } from '../../model/latency.js';
import { nanoseconds, type Bytes } from '../../model/units.js';
import type { OffsetBounds } from './clock-offset.js';
import type { ClockRelation } from './clock-relation.js';
import { latencyDistribution } from './latency-distribution.js';
import { appliedOffset } from './likely-offset.js';
import { spanOf, subtracted } from './span.js';
import { taggedLatency } from './tagged-latency.js';
import type { Tag } from './tag.js';

/** The inputs of a trial's latencies. */
export interface LatencyEvidence {
  readonly report: Pick<SinkReport, 'flows'>;
  readonly results: readonly Pick<PktgenResult, 'busy'>[];
  readonly relation: ClockRelation;
  /** What the sink's module adds to every latency, in ns. */
  readonly moduleOffset: bigint;
  readonly tag?: Tag | undefined;
  readonly frameSize: Bytes;
  /** Of the testers' ports. */
  readonly links: readonly PortLink[];
}

/** pktgen's timestamps are truncated to whole microseconds. */
const STAMP = nanoseconds(1_000);

const contradiction = (reason: string): TrialLatency => ({ state: 'unusable', reason });

/** Reports a NIC clock that is not synchronized with its machine's clock. */
const nicClockProblem = (
  { waited }: LatencySpan,
  { atLeast, atMost }: OffsetBounds,
): string | undefined => {
  const bound = Number(atMost > -atLeast ? atMost : -atLeast);
  if (waited === undefined || waited.least >= -bound) return undefined;
  return (
    `the sink's NIC stamped a frame ${-waited.least} ns after its module had received it:` +
    " the NIC's clock is not synchronized with the machine's"
  );
};

/**
 * How long a trial's frames took, with error bounds: from the hand-over to the generator's driver
 * to the sink's timestamp, less the time on the links if that is known. Pure.
 */
export const trialLatency = (evidence: LatencyEvidence): TrialLatency => {
  const { report, results, relation, moduleOffset, tag, links, frameSize } = evidence;
  if (relation.state === 'contradiction') return contradiction(relation.reason);
  const { clocks, offset } = relation;
  const span = spanOf(report.flows, links, frameSize);
  const problem = nicClockProblem(span, offset);
  if (problem !== undefined) return contradiction(problem);
  const all = report.flows.map(({ latencies }) => latencies);
  // The known time on the links is subtracted like a clock offset.
  const onLinks = BigInt(subtracted(span));
  const bounds = { atLeast: offset.atLeast - onLinks, atMost: offset.atMost - onLinks };
  const likely = appliedOffset(all, offset, moduleOffset) - onLinks;
  const tagged = tag && taggedLatency(report.flows, tag, bounds, likely);
  if (tagged?.state === 'contradiction') {
    return contradiction(
      `the tagged frame arrived before it was sent, by the clocks${onLinks === 0n ? '' : ', or sooner than the links carry it'}`,
    );
  }
  // If pktgen does not report how busy it was, its run failed, and so did the trial.
  const busy = results.reduce((sum, result) => sum + (result.busy ?? 0), 0);
  const distribution = latencyDistribution(all, {
    likely: Number(likely - moduleOffset),
    atLeast: Number(bounds.atLeast - moduleOffset),
    atMost: Number(bounds.atMost - moduleOffset),
    busy: nanoseconds(busy * 1_000),
    resolution: STAMP,
  });
  return {
    state: 'measured',
    clocks,
    span,
    ...(tagged && { tagged: tagged.state === 'known' ? tagged.time : null }),
    ...(distribution && { distribution }),
  };
};
