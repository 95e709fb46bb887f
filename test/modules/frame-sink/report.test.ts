import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSinkReport } from '../../../src/modules/frame-sink/report.js';
import { between } from '../../../src/model/instant.js';

/** 1000 frames, 1 ms apart, of which the 500th was tagged; generator and sink were one machine. */
const text = readFileSync('test/fixtures/linux/frame-sink-report.txt', 'utf8');
const flowOf = (report: string) => {
  const [flow] = parseSinkReport(report).flows;
  if (flow === undefined) throw new Error('the report has no flow');
  return flow;
};

describe('parseSinkReport', () => {
  it('reads ports and flows', () => {
    const { ports, flows } = parseSinkReport(text);
    expect(ports).toEqual([{ interface: 'sink0', frames: 1000, foreign: 0, unclassified: 0 }]);
    expect(flows).toMatchObject([
      {
        port: 'sink0',
        cpu: 0,
        source: '198.18.1.2',
        frames: 1000,
        bytes: 60_000,
        lost: 0,
        gaps: 0,
        duplicates: 0,
        reordered: 0,
        unknown: 0,
        restart: null,
        next: 1001,
      },
    ]);
  });

  it('reads moments, all of their digits', () => {
    const { times } = flowOf(text);
    expect(times.first).toBe(1795530544731743264n);
    expect(between(times.first, times.last)).toBe(999_599_732);
    expect(times.lastGap).toBeNull();
    expect(times.silence).toEqual({ from: 1795530545082062221n, length: 11_366_502 });
    expect(times.tagged).toEqual({
      arrival: 1795530545229897928n,
      stamp: 1795530545228338000n,
    });
    expect(times.tagSent).toBe(1795530545229382000n);
  });

  it('reads the moment of a gap', () => {
    const gap = 'last_gap_ns 1795530544731743264 last_gap_stamp_ns 1795530544731000000';
    const { times } = flowOf(text.replace('last_gap_ns 0 last_gap_stamp_ns 0', gap));
    expect(times.lastGap).toEqual({
      arrival: 1795530544731743264n,
      stamp: 1795530544731000000n,
    });
  });

  it('reads latencies, and as many in the histogram', () => {
    const { latencies } = flowOf(text);
    const { histogram, ...figures } = latencies;
    expect(figures).toEqual({
      count: 996,
      negative: 3,
      least: 41_907,
      most: 11_303_406,
      sum: 1_243_605_773n,
    });
    expect(histogram[0]).toEqual({ least: 40_960, frames: 1 });
    expect(histogram.reduce((sum, { frames }) => sum + frames, 0)).toBe(996);
  });

  it('reads the last start of pktgen if it was started again', () => {
    const again = text.replace(
      'restarts 0 restart_stamp_ns 0 restart_sequence 0',
      'restarts 2 restart_stamp_ns 1795530544931743000 restart_sequence 17',
    );
    expect(flowOf(again).restart).toEqual({
      count: 2,
      stamp: 1795530544931743000n,
      sequence: 17,
    });
  });

  it('says which clock arrivals are by', () => {
    expect(flowOf(text).stamping).toEqual({ hardware: 0, waited: undefined });
    const stamped = text.replace(
      'hardware 0 waited_least_ns 0 waited_most_ns 0',
      'hardware 998 waited_least_ns -12 waited_most_ns 48211',
    );
    expect(flowOf(stamped).stamping).toEqual({
      hardware: 998,
      waited: { least: -12, most: 48_211 },
    });
  });

  it('has no histogram if no frame was timed', () => {
    const untimed = text.replace(/\nlatency .*/, '').replace('timed 996', 'timed 0');
    expect(flowOf(untimed).latencies).toMatchObject({ count: 0, histogram: [] });
  });

  it('is empty if nothing arrived', () => {
    expect(parseSinkReport('frame_sink 2 running 0\n')).toEqual({ ports: [], flows: [] });
  });

  it('refuses another version, and names the machine', () => {
    expect(() => parseSinkReport(text.replace('frame_sink 2', 'frame_sink 1'), 'sink')).toThrow(
      /^reading \/proc\/net\/frame_sink\/report on sink: expected frame_sink 2, found "frame_sink 1/,
    );
  });

  it('refuses a line that is cut short', () => {
    expect(() => parseSinkReport(text.replace(/ frames 1000.*/, ''))).toThrow(
      'frames of: port sink0',
    );
    expect(() => parseSinkReport(text.replace(/ tag_sent_ns.*/, ''))).toThrow('hardware of: flow');
    expect(() => parseSinkReport(text.replace(/ \d+\n*$/, ''))).toThrow('report, latency');
  });
});
