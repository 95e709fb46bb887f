import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lineRate,
  MAXIMUM_FRAME,
  MINIMUM_FRAME,
  sendingTime,
  serializationTime,
  withoutFcs,
} from '../../src/model/frame.js';
import { bitsPerSecond, bytes } from '../../src/model/units.js';

const frameSizes = fc.integer({ min: MINIMUM_FRAME, max: MAXIMUM_FRAME }).map(bytes);

describe('the line rate', () => {
  it.each([
    [64, 1e9, 1_488_095],
    [128, 1e9, 844_594],
    [256, 1e9, 452_898],
    [512, 1e9, 234_962],
    [1024, 1e9, 119_731],
    [1280, 1e9, 96_153],
    [1518, 1e9, 81_274],
    // The frame rates of RFC 2544 appendix B for 10 Mb/s Ethernet.
    [64, 10e6, 14_880],
    [1518, 10e6, 812],
  ])('of %d-byte frames at %d b/s is %d frames/s', (size, speed, rate) => {
    expect(lineRate(bytes(size), speed)).toBe(rate);
  });

  it('fills the link: one more frame would not fit', () => {
    fc.assert(
      fc.property(frameSizes, fc.constantFrom(10e6, 100e6, 1e9, 10e9), (size, speed) => {
        const bitsPerFrame = 8 * (size + 8 + 12);
        const rate = lineRate(size, speed);
        expect(rate * bitsPerFrame).toBeLessThanOrEqual(speed);
        expect((rate + 1) * bitsPerFrame).toBeGreaterThan(speed);
      }),
    );
  });
});

describe('a frame without its FCS', () => {
  it('is what pktgen calls pkt_size', () => {
    expect(withoutFcs(MINIMUM_FRAME)).toBe(60);
    expect(withoutFcs(MAXIMUM_FRAME)).toBe(1514);
    expect(() => withoutFcs(bytes(3))).toThrow(RangeError);
  });
});

describe('the time of a frame on a link', () => {
  it.each([
    [64, 1e9, 512, 576],
    [1518, 1e9, 12_144, 12_208],
    [1518, 10e9, 1_214, 1_221],
    [64, 10e6, 51_200, 57_600],
  ])('of %d bytes at %d b/s is %d ns, and %d ns with its preamble', (size, speed, frame, sent) => {
    expect(serializationTime(bytes(size), bitsPerSecond(speed))).toBe(frame);
    expect(sendingTime(bytes(size), bitsPerSecond(speed))).toBe(sent);
  });
});
