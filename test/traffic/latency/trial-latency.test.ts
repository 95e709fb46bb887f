import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSinkReport } from '../../../src/modules/frame-sink/report.js';
import { bitsPerSecond, bytes, nanoseconds } from '../../../src/model/units.js';
import type { ClockRelation } from '../../../src/traffic/latency/clock-relation.js';
import { trialLatency, type LatencyEvidence } from '../../../src/traffic/latency/trial-latency.js';

/** 1000 frames, 1 ms apart, of which the 500th was tagged; generator and sink were one machine. */
const text = readFileSync('test/fixtures/linux/frame-sink-report.txt', 'utf8');
const report = parseSinkReport(text);
/** The same without the three frames that arrived before their successors were stamped. */
const slower = parseSinkReport(text.replace('negative 3', 'negative 0'));
const one: ClockRelation = {
  state: 'known',
  clocks: { kind: 'one-clock', bound: nanoseconds(0) },
  offset: { atLeast: 0n, atMost: 0n },
};
const tag = { source: '198.18.1.2', frame: 500, delay: nanoseconds(1_000_000) };
const evidence: LatencyEvidence = {
  report,
  results: [{ busy: 34_590 }],
  relation: one,
  moduleOffset: 0n,
  tag,
  frameSize: bytes(1518),
  links: [{ interface: 'gen0', speed: bitsPerSecond(10e9), hardware: false }],
};
/** The same over cables. */
const cables = ['gen0', 'sink0'].map((port) => ({
  interface: port,
  speed: bitsPerSecond(1e9),
  hardware: true,
}));
const measured = (changes: Partial<LatencyEvidence> = {}) => {
  const latency = trialLatency({ ...evidence, ...changes });
  if (latency.state !== 'measured') throw new Error(latency.reason);
  return latency;
};

describe('trialLatency', () => {
  it('times the tagged frame from its successor, 1.04 ms less than its own timestamp would say', () => {
    expect(measured().tagged).toEqual({ value: 515_928, atLeast: 514_928, atMost: 1_559_928 });
  });

  it('bounds a mean by clocks, timestamps and turnaround', () => {
    const { distribution } = measured();
    expect(distribution?.turnaround).toBe(34_625);
    expect(distribution?.mean).toEqual({ value: 1_244_851, atLeast: 1_243_850, atMost: 1_279_476 });
  });

  it('subtracts what the module was told to add, except the offset of the clocks', () => {
    const relation: ClockRelation = {
      state: 'known',
      clocks: { kind: 'ping-pong', bound: nanoseconds(30_000) },
      offset: { atLeast: -40_000n, atMost: 20_000n },
    };
    const { tagged, distribution } = measured({ report: slower, relation, moduleOffset: 15_000n });
    // The middle of the offset is 10 us behind, the module was told 15 us ahead: 25 us too long.
    expect(tagged?.value).toBe(515_928 - 10_000);
    expect(tagged?.atLeast).toBe(515_928 - 40_000 - 1_000);
    expect(tagged?.atMost).toBe(1_559_928 + 20_000);
    expect(distribution?.mean.value).toBe(Math.round(1_243_605_773 / 996 - 25_000));
    expect(distribution?.maximum).toBe(11_303_406 - 25_000);
  });

  it('subtracts less if a frame would have arrived before it was sent: differences stay the same', () => {
    const relation: ClockRelation = {
      state: 'known',
      clocks: { kind: 'ping-pong', bound: nanoseconds(90_000) },
      offset: { atLeast: -90_000n, atMost: 90_000n },
    };
    const { distribution } = measured({ report: slower, relation, moduleOffset: 90_000n });
    // The fastest took 41907 ns, with 90 us added.
    expect(distribution?.minimum).toBe(0);
    expect(distribution?.maximum).toBe(11_303_406 - 41_907);
    expect(distribution?.mean.atLeast).toBeLessThan(1_243_605_773 / 996 - 180_000);
  });

  it('subtracts the time on the links from the tagged frame and all others', () => {
    const { tagged, distribution, span } = measured({ links: cables, report: slower });
    expect(span).toEqual({
      stampedBy: 'handler',
      serialization: { state: 'subtracted', input: 12_208, output: 12_144 },
    });
    const off = 12_208 + 12_144;
    expect(tagged).toEqual({
      value: 515_928 - off,
      atLeast: 514_928 - off,
      atMost: 1_559_928 - off,
    });
    expect(distribution?.minimum).toBe(41_907 - off);
    expect(distribution?.mean.value).toBe(Math.round(1_243_605_773 / 996 - off));
  });

  it('subtracts nothing on virtual ports, and says so', () => {
    expect(measured().span?.serialization).toEqual({
      state: 'none',
      reason: 'virtual ports have no known serialization time: gen0',
    });
  });

  it('is unusable if a frame took less than its time on the links', () => {
    const links = cables.map((link) => ({ ...link, speed: bitsPerSecond(10e6) }));
    expect(trialLatency({ ...evidence, links })).toMatchObject({
      state: 'unusable',
      reason: expect.stringContaining('sooner than the links carry it') as string,
    });
  });

  it("is unusable if the NIC's clock is not synchronized with the machine's", () => {
    const hardware = (least: number) =>
      parseSinkReport(
        text.replace(
          'hardware 0 waited_least_ns 0 waited_most_ns 0',
          `hardware 1000 waited_least_ns ${least} waited_most_ns 80000`,
        ),
      );
    const relation: ClockRelation = {
      state: 'known',
      clocks: { kind: 'ptp', bound: nanoseconds(1_000) },
      offset: { atLeast: -1_000n, atMost: 1_000n },
    };
    const stamped = measured({ report: hardware(-1_000), relation, links: cables });
    expect(stamped.span).toEqual({
      stampedBy: 'hardware',
      waited: { least: -1_000, most: 80_000 },
      serialization: { state: 'subtracted', input: 12_208, output: 0 },
    });
    expect(trialLatency({ ...evidence, report: hardware(-1_001), relation })).toMatchObject({
      state: 'unusable',
      reason: expect.stringContaining('1001 ns after its module had received it') as string,
    });
  });

  it('has no tagged frame if none was asked for, and null if it was lost', () => {
    const untagged = trialLatency({ ...evidence, tag: undefined });
    expect(untagged).not.toHaveProperty('tagged');
    expect(measured({ tag: { ...tag, source: '198.18.9.2' } }).tagged).toBeNull();
  });

  it('is unusable if the clocks contradict themselves, and says why', () => {
    const stepped: ClockRelation = { state: 'contradiction', reason: 'a clock was set' };
    expect(trialLatency({ ...evidence, relation: stepped })).toEqual({
      state: 'unusable',
      reason: 'a clock was set',
    });
    const ahead = { ...one, offset: { atLeast: -9_000_000n, atMost: -9_000_000n } };
    expect(trialLatency({ ...evidence, relation: ahead })).toMatchObject({
      state: 'unusable',
      reason: expect.stringContaining('before it was sent') as string,
    });
  });
});
