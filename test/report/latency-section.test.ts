import { describe, expect, it } from 'vitest';
import type { LatencyDistribution, TrialLatency } from '../../src/model/latency.js';
import { nanoseconds, pps } from '../../src/model/units.js';
import { latency } from '../../src/report/latency-section.js';
import { plain } from '../../src/report/terminal/style.js';
import { median } from '../../src/report/median.js';
import type { RunRecord } from '../../src/results/schema.js';
import { runRecord, trialRecord } from '../results/record.js';

const ns = nanoseconds;

/** Latencies of a trial in which the fastest frame took so long. */
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

/** A latency test of two repeats, by clocks that may be so far apart. */
const run = (bound: number): { readonly record: RunRecord; readonly lines: string } => {
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
          definition: 'store-and-forward',
          load: pps(700_000),
          outcome: {
            state: 'measured',
            times: [ns(100_000), ns(140_000)],
            average: ns(120_000),
            averageBounds: { atLeast: ns(120_000 - bound), atMost: ns(121_500 + bound) },
            minimum: ns(100_000),
            maximum: ns(140_000),
            clocks,
            lost: 0,
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
    return trialRecord(index + 1, [1_000, 1_000], { latency: times });
  });
  const trialOf = (sequence: number) => trials.find((trial) => trial.sequence === sequence)?.result;
  return { record, lines: latency(record, trialOf, plain).join('\n') };
};

describe('the latency section', () => {
  it('shows latency with its bounds, and percentiles, where the clocks allow', () => {
    expect(run(11_999).lines).toBe(
      `Latency (RFC 2544 section 26.2): microseconds at a load in kpps
data plane    bytes   load   mean  at least  at most    min    max  repeats  remarks
napi-macvlan     64  700.0  120.0     108.0    133.5  100.0  140.0        2  -
as RFC 1242 section 3.8 defines it for store and forward devices: last bit in to first bit out
as the testers see it: from the driver that sends to the one that receives, wires included

Latency of all frames of these trials: microseconds, medians over repeats
data plane    bytes   load  fastest   50 %   90 %   99 %  99.9 %  slowest  clocks
napi-macvlan     64  700.0    100.0  120.0  140.0  180.0   800.0     1000  compared, +-12.00
less what the generator took to send each frame, on average 1.500 us at most`,
    );
  });

  it('shows differences alone from 10 % of the median on, and says why', () => {
    expect(run(12_000).lines).toBe(
      `Latency (RFC 2544 section 26.2): microseconds at a load in kpps
data plane    bytes   load  mean  at least  at most  min  max  repeats  remarks
napi-macvlan     64  700.0     -         -        -    -    -        2  clocks too uncertain
as RFC 1242 section 3.8 defines it for store and forward devices: last bit in to first bit out
as the testers see it: from the driver that sends to the one that receives, wires included

Latency of all frames of these trials: microseconds, medians over repeats
data plane    bytes   load  fastest    50 %    90 %    99 %  99.9 %  slowest  clocks
napi-macvlan     64  700.0        -  +20.00  +40.00  +80.00  +700.0   +900.0  compared, +-12.00
less what the generator took to send each frame, on average 1.500 us at most
the clocks of generator and sink are not known to 10 % of the median: no latency is
shown for them, only how much longer (+) frames took than the fastest of their trial`,
    );
  });
});

describe('median', () => {
  it('is in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});
