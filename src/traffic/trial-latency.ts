import type { SinkReport } from '../linux/frame-sink-report.js';
import type { PktgenResult } from '../linux/pktgen-result.js';
import type { TrialLatency } from '../model/latency.js';
import { nanoseconds } from '../model/units.js';
import { middleOf } from './clock-offset.js';
import type { ClockRelation } from './clock-relation.js';
import { latencyDistribution } from './latency-distribution.js';
import { taggedLatency } from './tagged-latency.js';
import type { Tag } from './tag.js';

/** All that a trial's latencies are made of. */
export interface LatencyEvidence {
  readonly report: Pick<SinkReport, 'flows'>;
  readonly results: readonly Pick<PktgenResult, 'busy'>[];
  readonly relation: ClockRelation;
  /** What the sink's module was told to add to every latency, in ns. */
  readonly told: bigint;
  readonly tag?: Tag;
}

const contradiction = (reason: string): TrialLatency => ({ state: 'unusable', reason });

/** How long a trial's frames took, and how wrong that may be. Pure. */
export const trialLatency = (evidence: LatencyEvidence): TrialLatency => {
  const { report, results, relation, told, tag } = evidence;
  if (relation.state === 'contradiction') return contradiction(relation.reason);
  const { clocks, offset } = relation;
  const tagged = tag && taggedLatency(report.flows, tag, offset);
  if (tagged?.state === 'contradiction') {
    return contradiction('the tagged frame came before it was sent, by the clocks');
  }
  // Where pktgen does not say how busy it was, its run was no success, nor is the trial.
  const busy = results.reduce((sum, result) => sum + (result.busy ?? 0), 0);
  const distribution = latencyDistribution(
    report.flows.map(({ latencies }) => latencies),
    {
      shift: Number(middleOf(offset).offset - told),
      clockBound: clocks.bound,
      busy: nanoseconds(busy * 1_000),
    },
  );
  return {
    state: 'measured',
    clocks,
    ...(tagged && { tagged: tagged.state === 'known' ? tagged.time : null }),
    ...(distribution && { distribution }),
  };
};
