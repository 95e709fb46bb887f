import { describe, expect, it } from 'vitest';
import { sinkLine } from '../../../src/modules/frame-sink/line.js';
import { sinkLatencies, sinkTimes } from '../../../src/modules/frame-sink/times.js';

const flow = (values: string) =>
  sinkLine(
    `flow eth1 first_ns 100 last_ns 900 last_gap_ns 0 last_gap_stamp_ns 0 silence_from_ns 0` +
      ` silence_ns 0 tag_ns 0 tag_stamp_ns 0 tag_sent_ns 0 timed 0 negative 0 least_ns 0 most_ns 0` +
      ` sum_ns 0 ${values}`,
    'sink',
  );

describe('sinkTimes', () => {
  it('has null for what did not occur', () => {
    expect(sinkTimes(flow(''))).toEqual({
      first: 100n,
      last: 900n,
      lastGap: null,
      silence: null,
      tagged: null,
      tagSent: null,
    });
  });

  it('has both times of a gap and of the tagged frame, and the longest silence', () => {
    const times = sinkTimes(
      flow(
        'last_gap_ns 300 last_gap_stamp_ns 250 silence_from_ns 400 silence_ns 50' +
          ' tag_ns 500 tag_stamp_ns 450 tag_sent_ns 460',
      ),
    );
    expect(times.lastGap).toEqual({ arrival: 300n, stamp: 250n });
    expect(times.silence).toEqual({ from: 400n, length: 50 });
    expect(times.tagged).toEqual({ arrival: 500n, stamp: 450n });
    expect(times.tagSent).toBe(460n);
  });
});

describe('sinkLatencies', () => {
  const line = flow('timed 3 negative 1 least_ns 1000 most_ns 2100 sum_ns 4200');

  it('has the histogram of the line after it', () => {
    expect(sinkLatencies(line, 'latency 992 2 2048 1', 'sink')).toEqual({
      count: 3,
      negative: 1,
      least: 1000,
      most: 2100,
      sum: 4200n,
      histogram: [
        { least: 992, frames: 2 },
        { least: 2048, frames: 1 },
      ],
    });
  });

  it('has none if the next line is another flow, or there is none', () => {
    expect(sinkLatencies(line, 'flow eth2 cpu 0', 'sink').histogram).toEqual([]);
    expect(sinkLatencies(line, undefined, 'sink').histogram).toEqual([]);
  });
});
