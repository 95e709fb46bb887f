import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN_TRAFFIC } from '../../src/model/network/traffic.js';
import { pps } from '../../src/model/units.js';
import {
  missingFrames,
  mostCarried,
  ownLoad,
  routerLoads,
  sendingPortsEach,
  tooFarApart,
  type LoadPlan,
} from '../../src/rfc2544/router-loads.js';

const PAIRS: LoadPlan = {
  ingressPorts: 4,
  egressPorts: 4,
  traffic: PLAIN_TRAFFIC,
  routers: { count: 4, ports: 'own', interfaces: 1 },
};
const withTraffic = (traffic: LoadPlan['routers']['traffic']): LoadPlan => ({
  ...PAIRS,
  routers: { ...PAIRS.routers, traffic },
});

const parts = fc.uniqueArray(
  fc.oneof(
    fc.record({ router: fc.nat(3), share: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ router: fc.nat(3), load: fc.integer({ min: 1, max: 1000 }).map(pps) }),
  ),
  { selector: ({ router }) => router, minLength: 1 },
);

describe('a load by router', () => {
  it('adds up, and the most that ports carry fills one of them and no other more', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1000, max: 9000 }), (traffic, lineRate) => {
        fc.pre(traffic.some((each) => 'share' in each));
        const plan = withTraffic(traffic);
        const most = mostCarried(plan, pps(lineRate));
        const loads = routerLoads(plan, most).map(({ load }) => load / sendingPortsEach(plan));
        expect(loads.reduce((all, each) => all + each, 0)).toBeCloseTo(most, 6);
        expect(Math.max(...loads)).toBeLessThanOrEqual(lineRate + 1e-6);
        const above = routerLoads(plan, pps(most + 2)).map(({ load }) => load);
        expect(ownLoad(plan)).toBeLessThan(most);
        expect(above.reduce((all, each) => all + each, 0)).toBeCloseTo(most + 2, 6);
      }),
    );
  });

  it('of routers that get as much each is all that the ports carry', () => {
    expect(mostCarried(PAIRS, pps(148_809))).toBe(4 * 148_809);
    expect(mostCarried(withTraffic([{ router: 2, share: 7 }]), pps(148_809))).toBe(148_809);
  });

  it('leaves no stream without a frame, nor one too slow', () => {
    expect(missingFrames(PAIRS, pps(100), 4)).toBeUndefined();
    expect(missingFrames(PAIRS, pps(100), 3)).toBe('no frame to send on each of 4 ports');
    const few = withTraffic([
      { router: 0, share: 3 },
      { router: 3, share: 1 },
    ]);
    expect(missingFrames(few, pps(100), 4)).toBeUndefined();
    expect(missingFrames(few, pps(100), 3)).toBe('no frame to send in the stream of router 3');
    expect(tooFarApart(few, pps(1))).toBeUndefined();
    expect(tooFarApart(few, pps(0.25))).toBe('router 3 has 16 s between two frames of a stream');
  });
});
