import type {
  LatencyDefinition,
  LatencyDistribution,
  LatencySpan,
  TrialLatency,
} from '../../src/model/latency.js';
import type { LatencyRepeats } from '../../src/rfc2544/tests/latency/result.js';
import { nanoseconds as ns, pps } from '../../src/model/units.js';
import type { RunRecord } from '../../src/results/schema.js';
import { runRecord, trialRecord } from '../results/record.js';
import type { MeasuredRecord } from '../measured.js';

/** Latencies of a trial with this fastest frame. */
const distribution = (fastest: number): LatencyDistribution => ({
  frames: 1_000,
  early: 0,
  mean: { value: ns(fastest + 30_000), atLeast: ns(fastest), atMost: ns(fastest + 60_000) },
  minimum: ns(fastest),
  maximum: ns(fastest + 900_000),
  percentiles: {
    p50: ns(fastest + 20_000),
    p90: ns(fastest + 40_000),
    p99: ns(fastest + 80_000),
    p999: ns(fastest + 700_000),
  },
  turnaround: ns(1_500),
  histogram: [[ns(fastest), ns(fastest + 900_000), 1_000]],
});

/** The variable parts of a latency result. */
interface LatencyChanges {
  readonly definition?: LatencyDefinition;
  readonly span?: LatencySpan | undefined;
  readonly repeats?: LatencyRepeats;
}

/** A latency test of two repeats, with this clock error. */
export const latencyRun = (
  bound: number,
  {
    definition = 'store-and-forward',
    span,
    repeats = { asked: 2, measured: 2, lost: 0, limit: 4 },
  }: LatencyChanges = {},
): { readonly record: RunRecord; readonly trials: readonly MeasuredRecord[] } => {
  const clocks = { kind: 'ping-pong', bound: ns(bound) } as const;
  const record: RunRecord = {
    ...runRecord,
    results: [
      {
        dataPlane: 'napi-macvlan',
        frameSize: trialRecord(1, [1, 1]).result.request.frameSize,
        procedure: 0,
        result: {
          test: 'latency',
          definition,
          load: pps(700_000),
          outcome: {
            state: 'measured',
            times: [ns(100_000), ns(140_000)],
            average: ns(120_000),
            averageBounds: { atLeast: ns(120_000 - bound), atMost: ns(121_500 + bound) },
            minimum: ns(100_000),
            maximum: ns(140_000),
            clocks,
            ...(span && { span }),
            repeats,
            trials: [1, 2],
          },
        },
      },
    ],
  };
  const trials = [90_000, 110_000].map((fastest, index) => {
    const times: TrialLatency = {
      state: 'measured',
      clocks,
      distribution: distribution(fastest),
    };
    const latency = trialRecord(index + 1, [1_000, 1_000], { latency: times });
    return { ...latency, test: 'latency' as const };
  });
  return { record, trials };
};
