import { describe, expect, it } from 'vitest';
import { bitsPerSecond, bytes } from '../../src/model/units.js';
import {
  aggregation,
  lineRateOf,
  lineRates,
  lineRateTerms,
  mediaLine,
} from '../../src/report/media.js';

const media = { ingressPorts: 2, linkSpeed: bitsPerSecond(1e9) };
const unknown = { ingressPorts: 1, linkSpeed: null };
const SIZES = [64, 128, 256, 512, 1024, 1280, 1518].map(bytes);

describe('the media of a run', () => {
  it('carry the theoretical maximum of each frame size, on all ingress ports together', () => {
    // RFC 2544 appendix B has 14,880 and 812 frames per second for 10 Mb/s.
    const ethernet = { ingressPorts: 1, linkSpeed: bitsPerSecond(10e6) };
    expect(SIZES.map((size) => lineRateOf(ethernet, size))).toEqual([
      14_880, 8_445, 4_528, 2_349, 1_197, 961, 812,
    ]);
    expect(lineRateOf(media, bytes(64))).toBe(2 * 1_488_095);
    expect(lineRates(media, [...SIZES, bytes(64)])).toEqual([
      'line rate by frame size: 64: 2976, 128: 1689, 256: 905.8, 512: 469.9, 1024: 239.5,' +
        ' 1280: 192.3, 1518: 162.5 kpps',
    ]);
    expect(lineRateTerms(media)).toEqual([
      'line rate: what 2 ingress ports of 1000 Mb/s at layer 1 can carry, preambles and gaps counted',
    ]);
  });

  it('are told, and how loads relate to one port', () => {
    expect(mediaLine(media)).toEqual(['media: Ethernet, 2 ingress ports, links of 1000 Mb/s']);
    expect(aggregation(media)).toBe('aggregate over 2 ingress ports: 2 times the load of one');
    expect(aggregation(unknown)).toBe('of the one ingress port');
  });

  it('carry nobody knows what where the testbed does not say', () => {
    expect(mediaLine(unknown)).toEqual(['media: Ethernet, 1 ingress port, link speed not known']);
    for (const each of [undefined, unknown]) {
      expect(lineRateOf(each, bytes(64))).toBeUndefined();
      expect([...lineRates(each, SIZES), ...lineRateTerms(each)]).toEqual([]);
    }
    expect(mediaLine(undefined)).toEqual([]);
    expect(aggregation(undefined)).toBe('aggregate over ingress ports');
  });
});
