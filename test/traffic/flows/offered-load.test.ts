import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/model/failure.js';
import type { RouterTraffic } from '../../../src/model/network/network.js';
import { intendedFrames } from '../../../src/model/trial.js';
import { nanoseconds, pps, seconds } from '../../../src/model/units.js';
import { shareLoad } from '../../../src/traffic/flows/offered-load.js';
import { network } from '../testbed.js';

const trial = (load: number, duration = seconds(1)) => ({ intendedLoad: pps(load), duration });
const equal = (streams: number) => network({ routers: { count: streams } }).streams;
const among = (perRouter: readonly RouterTraffic[]) =>
  network({ routers: { count: perRouter.length }, perRouter }).streams;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const loads = fc.double({ min: 1_000, max: 20e6, noNaN: true });
const durations = fc.integer({ min: 1e8, max: 120e9 }).map(nanoseconds);

describe('a load shared equally', () => {
  it('is counts that differ by one at most, the first ones one more, and one delay for all', () => {
    fc.assert(
      fc.property(loads, durations, fc.integer({ min: 1, max: 8 }), (load, duration, streams) => {
        const request = trial(load, duration);
        const total = intendedFrames(request);
        fc.pre(total >= streams);
        const shares = shareLoad(request, equal(streams));
        expect(shares.map(({ count }) => count)).toEqual(
          shares.map((_, index) => Math.floor(total / streams) + (index < total % streams ? 1 : 0)),
        );
        const delay = Math.max(1, Math.round((1e9 * streams) / load));
        expect(shares.map((share) => share.delay)).toEqual(shares.map(() => delay));
      }),
    );
  });

  it('gives every port as many frames as it can, however many streams it has', () => {
    const cases = fc.tuple(loads, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(cases, ([load, interfaces, ingress]) => {
        const { streams } = network({ ingress, routers: { interfaces } });
        const shares = shareLoad(trial(load), streams);
        const byPort = new Map<string, number>();
        for (const { stream, count } of shares) {
          const port = stream.entry.peer.interface;
          byPort.set(port, (byPort.get(port) ?? 0) + count);
        }
        expect(byPort.size).toBe(ingress);
        const counts = [...byPort.values()];
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(sum(counts)).toBe(intendedFrames(trial(load)));
      }),
    );
  });

  it('is the same for any common weight', () => {
    const cases = fc.tuple(
      loads,
      fc.integer({ min: 1, max: 8 }),
      fc.double({ min: 0.01, max: 99, noNaN: true }),
    );
    fc.assert(
      fc.property(cases, ([load, streams, share]) => {
        const weighted = among(Array.from({ length: streams }, (_, router) => ({ router, share })));
        const bare = ({ count, delay }: ReturnType<typeof shareLoad>[number]) => [count, delay];
        expect(shareLoad(trial(load), weighted).map(bare)).toEqual(
          shareLoad(trial(load), equal(streams)).map(bare),
        );
      }),
    );
  });

  it('takes the nearest rate that whole nanoseconds allow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 2_000_000 }), (load) => {
        const [share] = shareLoad(trial(load), equal(1));
        const delay = share?.delay ?? 0;
        const miss = (ns: number): number => Math.abs(1e9 / load - ns);
        expect(miss(delay)).toBeLessThanOrEqual(Math.min(miss(delay - 1), miss(delay + 1)));
      }),
    );
    expect(shareLoad(trial(1_488_095), equal(1))).toMatchObject([{ count: 1_488_095, delay: 672 }]);
  });

  it('never uses the delay that pktgen takes for "never send"', () => {
    const load = 1e9 / 0x7fffffff;
    expect(shareLoad(trial(load, seconds(60)), equal(1))).toMatchObject([
      { count: 28, delay: 0x7ffffffe },
    ]);
  });
});

describe('a load shared by weights and own loads', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 });

  it('adds up to the frames that the trial intends, at rates in proportion', () => {
    fc.assert(
      fc.property(loads, durations, weights, (load, duration, shares) => {
        const request = trial(load, duration);
        const all = sum(shares);
        fc.pre(intendedFrames(request) >= 20 * all);
        const given = shareLoad(request, among(shares.map((share, router) => ({ router, share }))));
        expect(sum(given.map(({ count }) => count))).toBe(intendedFrames(request));
        expect(sum(given.map(({ intendedLoad }) => intendedLoad))).toBeCloseTo(load, 3);
        for (const [index, { delay, count }] of given.entries()) {
          const share = (shares[index] ?? 0) / all;
          expect(Math.abs(delay - 1e9 / (load * share))).toBeLessThanOrEqual(1);
          expect(Math.abs(count - intendedFrames(request) * share)).toBeLessThan(1.001);
        }
      }),
    );
  });

  it('leaves own loads as they are, and shares the rest', () => {
    const streams = among([
      { router: 0, load: pps(1_000) },
      { router: 1, share: 1 },
      { router: 2, share: 3 },
    ]);
    expect(shareLoad(trial(9_000), streams)).toMatchObject([
      { count: 1_000, delay: 1_000_000, intendedLoad: 1_000 },
      { count: 2_000, delay: 500_000, intendedLoad: 2_000 },
      { count: 6_000, delay: 166_667, intendedLoad: 6_000 },
    ]);
  });

  it('may be only own loads, which are then the load of the trial', () => {
    const streams = among([
      { router: 0, load: pps(1_000) },
      { router: 1, load: pps(500) },
    ]);
    expect(shareLoad(trial(1_500), streams)).toMatchObject([{ count: 1_000 }, { count: 500 }]);
    expect(() => shareLoad(trial(1_600), streams)).toThrow(/fixed loads, which add up to 1500 pps/);
  });
});

describe('a load that cannot be shared', () => {
  it('is refused if it leaves a stream without a frame, which is named', () => {
    expect(() => shareLoad(trial(2), equal(3))).toThrow(
      /stream r2:generator-1>sink-1, of 2 in all: .* it would get 0 frames/,
    );
    expect(() => shareLoad(trial(0), equal(1))).toThrow(/raise the load/);
    const streams = among([
      { router: 0, share: 1 },
      { router: 1, share: 9_999 },
    ]);
    expect(() => shareLoad(trial(1_000), streams)).toThrow(/offering 0.1 frames\/s to stream r0:/);
  });

  it('is refused if own loads leave nothing of it', () => {
    const streams = among([
      { router: 0, load: pps(1_000) },
      { router: 1, share: 1 },
    ]);
    expect(() => shareLoad(trial(1_000), streams)).toThrow(Failure);
    expect(() => shareLoad(trial(900), streams)).toThrow(/streams with fixed loads use all of it/);
  });
});
