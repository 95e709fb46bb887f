import type { SinkReport } from '../../modules/frame-sink/report.js';
import type { PktgenResult } from '../../linux/pktgen/result.js';
import type { TrialLatency } from '../../model/latency.js';
import { nanoseconds } from '../../model/units.js';
import type { ClockRelation } from './clock-relation.js';
import { latencyDistribution } from './latency-distribution.js';
import { appliedOffset } from './likely-offset.js';
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
}

const contradiction = (reason: string): TrialLatency => ({ state: 'unusable', reason });

/** How long a trial's frames took, with error bounds. Pure. */
export const trialLatency = (evidence: LatencyEvidence): TrialLatency => {
  const { report, results, relation, moduleOffset, tag } = evidence;
  if (relation.state === 'contradiction') return contradiction(relation.reason);
  const { clocks, offset } = relation;
  const all = report.flows.map(({ latencies }) => latencies);
  const likely = appliedOffset(all, offset, moduleOffset);
  const tagged = tag && taggedLatency(report.flows, tag, offset, likely);
  if (tagged?.state === 'contradiction') {
    return contradiction('the tagged frame came before it was sent, by the clocks');
  }
  // Where pktgen does not say how busy it was, its run was no success, nor is the trial.
  const busy = results.reduce((sum, result) => sum + (result.busy ?? 0), 0);
  const distribution = latencyDistribution(all, {
    likely: Number(likely - moduleOffset),
    atLeast: Number(offset.atLeast - moduleOffset),
    atMost: Number(offset.atMost - moduleOffset),
    busy: nanoseconds(busy * 1_000),
  });
  return {
    state: 'measured',
    clocks,
    ...(tagged && { tagged: tagged.state === 'known' ? tagged.time : null }),
    ...(distribution && { distribution }),
  };
};
