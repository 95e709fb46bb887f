import { describe, expect, it } from 'vitest';
import { fairnessOf, routerFigures } from '../../../src/rfc2544/trials/router-figures.js';
import { routersRun } from '../../report/routers-run.js';

/** The trials at the heavy load: of router 0 300 kpps were offered, of router 1 30. */
const heavy = (told = true) => {
  const [, napi, , softnet] = routersRun(told).trials;
  if (napi === undefined || softnet === undefined) throw new Error('there are four trials');
  return { napi: napi.result, softnet: softnet.result };
};

describe('the figures of routers', () => {
  it('have what counters of a router counted, and what is left of its losses', () => {
    const { softnet } = heavy();
    const losses = [
      { location: 'backlog-queue' as const, frames: 168_600 },
      { location: 'ip' as const, frames: 100, routers: [{ router: 1, frames: 100 }] },
    ];
    const [first, second] = routerFigures({ ...softnet, losses });
    expect(first).toMatchObject({ losses: [], lostElsewhere: 160_000 });
    expect(second).toMatchObject({
      losses: [{ location: 'ip', frames: 100 }],
      lostElsewhere: 8_600,
    });
  });

  it('are not known if no counter tells routers apart', () => {
    const { softnet } = heavy(false);
    expect(routerFigures(softnet).map((each) => each.lostElsewhere)).toEqual([null, null]);
  });
});

describe('fairness', () => {
  it('is that of parts of what was offered: an equal loss is fair, whatever the loads', () => {
    const { napi } = heavy();
    const [first, second] = napi.streams ?? [];
    if (first === undefined || second === undefined) throw new Error('there are two streams');
    const half = (each: typeof first) => ({
      ...each,
      counts: { ...each.counts, receivedBySink: each.counts.offered / 2 },
    });
    expect(fairnessOf({ ...napi, streams: [half(first), half(second)] })).toBeCloseTo(1, 12);
  });

  it('falls if one router has all that the other lacks', () => {
    const { napi, softnet } = heavy();
    const index = (one: number, other: number) =>
      (one + other) ** 2 / (2 * (one ** 2 + other ** 2));
    expect(fairnessOf(napi)).toBeCloseTo(index(140 / 300, 1), 12);
    expect(fairnessOf(softnet)).toBeCloseTo(index(140 / 300, 0.71), 12);
  });

  it('is not claimed of one router, nor if routers are not told apart', () => {
    const { napi } = heavy();
    expect(fairnessOf({ ...napi, streams: (napi.streams ?? []).slice(0, 1) })).toBeUndefined();
    expect(fairnessOf({ ...napi, streams: [] })).toBeUndefined();
    expect(fairnessOf(heavy(false).napi)).toBeUndefined();
  });
});
