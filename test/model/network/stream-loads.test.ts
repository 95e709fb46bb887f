import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf, type RouterTraffic } from '../../../src/model/network/network.js';
import { SINGLE_ROUTER } from '../../../src/model/network/routers.js';
import { ownLoads, streamLoads } from '../../../src/model/network/stream-loads.js';
import { PLAIN_TRAFFIC } from '../../../src/model/network/traffic.js';
import { pps } from '../../../src/model/units.js';
import { topologyOf } from './topologies.js';

const streamsOf = (count: number, perRouter?: readonly RouterTraffic[]) =>
  networkOf(
    topologyOf(count, count),
    { traffic: PLAIN_TRAFFIC, routers: { ...SINGLE_ROUTER, count, ports: 'own' }, perRouter },
    { place: 'namespaces', mac: 'own' },
  ).streams;

describe('the loads of streams', () => {
  it('are equal by default', () => {
    expect(streamLoads(streamsOf(3), pps(900)).map(({ load }) => load)).toEqual([300, 300, 300]);
  });

  it('are their fixed loads, and shares of the rest', () => {
    const streams = streamsOf(3, [
      { router: 0, share: 1 },
      { router: 1, share: 3 },
      { router: 2, load: pps(300) },
    ]);
    expect(ownLoads(streams)).toBe(300);
    expect(streamLoads(streams, pps(700)).map(({ load }) => load)).toEqual([100, 300, 300]);
  });

  it('add up to the load, whatever the shares', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 10_000_000 }), (weights, load) => {
        const streams = streamsOf(
          weights.length,
          weights.map((share, router) => ({ router, share })),
        );
        const total = streamLoads(streams, pps(load)).reduce((sum, each) => sum + each.load, 0);
        expect(total).toBeCloseTo(load, 3);
      }),
    );
  });

  it('leave nothing to share if the load does not exceed the fixed loads', () => {
    const streams = streamsOf(2, [
      { router: 0, share: 1 },
      { router: 1, load: pps(300) },
    ]);
    expect(() => streamLoads(streams, pps(300))).toThrow(/streams with fixed loads use all of it/);
  });
});
