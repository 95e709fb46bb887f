import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { macAddress } from '../../../src/model/network/mac.js';
import { bytes, nanoseconds } from '../../../src/model/units.js';
import { broadcastBackground } from '../../../src/traffic/generator/broadcast.js';

const device = {
  interface: 'eth1',
  thread: 'kpktgend_0',
  packetSize: bytes(60),
  destinationMac: macAddress('02:00:00:00:00:21'),
  source: '198.18.1.2',
  destinations: { first: '198.19.1.2', last: '198.19.1.2' },
  cloneSkb: 0,
};

describe('broadcast frames', () => {
  it('are one in a hundred, broadcast, over no longer than the test frames', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e8 }),
        fc.integer({ min: 1, max: 1e8 }),
        (count, gap) => {
          const test = { ...device, count, delay: nanoseconds(gap) };
          const beside = broadcastBackground(test, 'eth1@3');
          expect(beside).toMatchObject({
            interface: 'eth1@3',
            thread: 'kpktgend_0',
            destinationMac: 'ff:ff:ff:ff:ff:ff',
          });
          expect(beside.count).toBeGreaterThan(0);
          expect(Math.abs(beside.count - count / 100)).toBeLessThanOrEqual(1);
          expect((beside.count - 1) * beside.delay).toBeLessThanOrEqual(count * gap);
          expect(String(beside.delay).length).toBeLessThanOrEqual(10);
        },
      ),
    );
  });
});
