import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortLink } from '../../../src/linux/device/link-speed.js';
import { bitsPerSecond, bytes } from '../../../src/model/units.js';
import { spanOf, subtracted } from '../../../src/traffic/latency/span.js';
import { sinkFlow } from '../sink-flow.js';

const cable = (gigabits: number | undefined): PortLink => ({
  interface: 'gen0',
  speed: gigabits === undefined ? undefined : bitsPerSecond(gigabits * 1e9),
  hardware: true,
});
const stamped = (hardware: number, frames = 1_000) =>
  sinkFlow({
    frames,
    stamping: { hardware, waited: hardware === 0 ? undefined : { least: 900, most: 50_000 } },
  });
const frameSize = bytes(1518);
const byHandler = [stamped(0)];

describe('the span of latencies', () => {
  it('subtracts preamble and frame on the first link, and the frame on the second', () => {
    expect(spanOf(byHandler, [cable(1), cable(1)], frameSize)).toEqual({
      stampedBy: 'handler',
      serialization: { state: 'subtracted', input: 12_208, output: 12_144 },
    });
  });

  it('subtracts only the first link if hardware stamps the first bit out', () => {
    const span = spanOf([stamped(1_000), stamped(500, 500)], [cable(1)], frameSize);
    expect(span).toEqual({
      stampedBy: 'hardware',
      waited: { least: 900, most: 50_000 },
      serialization: { state: 'subtracted', input: 12_208, output: 0 },
    });
    expect(subtracted(span)).toBe(12_208);
  });

  it('says if only some frames have a timestamp of the NIC', () => {
    expect(spanOf([stamped(1_000), stamped(0)], [cable(1)], frameSize)).toMatchObject({
      stampedBy: 'mixed',
      serialization: { output: 0 },
    });
  });

  it('is in proportion to the frame, and to the inverse of the speed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 64, max: 9_018 }),
        fc.constantFrom(0.1, 1, 10, 100),
        (size, speed) => {
          const found = subtracted(spanOf(byHandler, [cable(speed)], bytes(size)));
          expect(Math.abs(found - (8 * (2 * size + 8)) / speed)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it.each([
    [
      'of a port that is not hardware',
      [cable(1), { ...cable(1), hardware: false }],
      /virtual ports .*: gen0/,
    ],
    ['of unknown speed', [cable(undefined)], /speed is not known/],
    ['of two speeds', [cable(1), cable(10)], /differ in speed/],
  ])('subtracts nothing on links %s, and says why', (_, links, reason) => {
    const { serialization } = spanOf(byHandler, links, frameSize);
    expect(serialization).toEqual({
      state: 'none',
      reason: expect.stringMatching(reason) as string,
    });
    expect(subtracted({ serialization })).toBe(0);
  });
});
