import { describe, expect, it } from 'vitest';
import { bitsPerSecond, bytes } from '../../../src/model/units.js';
import {
  aggregation,
  lineRateOf,
  lineRateReference,
  lineRateRemark,
} from '../../../src/rfc2544/sections/line-rate.js';

const media = { ingressPorts: 2, linkSpeed: bitsPerSecond(1e9) };
const unknown = { ingressPorts: 1, linkSpeed: null };
const SIZES = [64, 128, 256, 512, 1024, 1280, 1518].map(bytes);

describe('the line rate', () => {
  it('is the theoretical maximum of each frame size, on all ingress ports together', () => {
    // RFC 2544 appendix B has 14,880 and 812 frames per second for 10 Mb/s.
    const ethernet = { ingressPorts: 1, linkSpeed: bitsPerSecond(10e6) };
    expect(SIZES.map((size) => lineRateOf(ethernet, size))).toEqual([
      14_880, 8_445, 4_528, 2_349, 1_197, 961, 812,
    ]);
    expect(lineRateOf(media, bytes(64))).toBe(2 * 1_488_095);
    expect(lineRateReference(media, [128, 64, 128].map(bytes))).toEqual([
      {
        name: 'line rate',
        points: [
          { x: 64, y: 2 * 1_488_095 },
          { x: 128, y: 2 * 844_594 },
        ],
      },
    ]);
  });

  it('is not made up if the testbed does not say how fast links are', () => {
    for (const each of [undefined, unknown]) {
      expect(lineRateOf(each, bytes(64))).toBeUndefined();
      expect([...lineRateReference(each, SIZES), ...lineRateRemark(each)]).toEqual([]);
    }
    expect(lineRateRemark(media)).toHaveLength(1);
  });

  it('is for loads that are sums over ports', () => {
    expect(aggregation(media)).toBe('aggregate over 2 ingress ports: 2 times the load of one');
    expect(aggregation(unknown)).toBe('of the one ingress port');
    expect(aggregation(undefined)).toBe('aggregate over ingress ports');
  });
});
