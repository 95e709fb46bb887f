import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playbookSchema, type Playbook } from '../../../src/config/playbook.js';
import { expectedPlaybook } from '../../../src/config/stated/reference.js';
import { byDataPlane } from '../../../src/model/data-plane.js';
import { sum } from '../../../src/model/numbers/sum.js';
import type { MeasuringOrder } from '../../../src/rfc2544/measuring-order.js';
import { bitsPerSecond, inSeconds, pps, seconds } from '../../../src/model/units.js';
import { sentenceText } from '../../../src/report/terminal/units.js';
import { driftingMeasurers } from '../../../src/rfc2544/simulated-device/drift.js';
import { rankingOf } from '../../../src/rfc2544/sections/ranking.js';
import { forwardingRate, hasFigures } from '../../../src/model/trial.js';
import { simulatePlaybook } from '../../../src/session/backends/simulation.js';
import { totalCost } from '../../../src/session/plan/cost.js';
import { expectedTrials } from '../../../src/session/plan/expected-trials.js';
import { FIRST_GUESS } from '../../../src/session/plan/guess.js';
import type { RunEvent } from '../../../src/session/run/events.js';

const LINK_SPEED = bitsPerSecond(1e9);
const REPEATS = 6;

const playbookIn = (order: MeasuringOrder): Playbook =>
  expectedPlaybook(
    playbookSchema.parse({
      name: 'drift',
      dataPlanes: ['macvlan', 'napi-macvlan'],
      trial: { duration: '10 s' },
      order,
      procedures: [
        { test: 'load-sweep', intendedLoads: ['600 kpps', '900 kpps'], repeats: REPEATS },
      ],
    }),
  );

/** The trials at the highest load on two devices, on a computer whose rate rises by 20 % over the run. */
const measured = async (order: MeasuringOrder, first: number, second: number, noise: number) => {
  const playbook = playbookIn(order);
  const run = { playbook, linkSpeed: LINK_SPEED };
  const all = [...expectedTrials(run, FIRST_GUESS)].flatMap(({ trials }) => trials);
  const within = seconds(sum(all.map(({ duration }) => inSeconds(duration))));
  const capacity = { macvlan: first, 'napi-macvlan': second };
  const devices = byDataPlane((name) => ({
    capacity: pps(name === 'macvlan' ? capacity.macvlan : capacity['napi-macvlan']),
    noise: noise * Math.sqrt(10),
    seed: name === 'macvlan' ? 1 : 2,
  }));
  const events: RunEvent[] = [];
  await simulatePlaybook(
    {
      ...run,
      runId: 'x',
      signal: new AbortController().signal,
      announce: () => undefined,
      emit: (event) => {
        events.push(event);
        return Promise.resolve();
      },
    },
    devices,
    driftingMeasurers({ by: 0.2, within }),
  );
  return events.flatMap((event) => {
    if (event.type !== 'trial-ended' || !hasFigures(event.result)) return [];
    const { cell, block, result } = event;
    return result.request.intendedLoad === 900_000
      ? [{ dataPlane: cell.dataPlane, block, rate: forwardingRate(result) }]
      : [];
  });
};

const rankedBy = async (order: MeasuringOrder, first: number, second: number): Promise<string> => {
  const trials = await measured(order, first, second, 0);
  const entries = (['macvlan', 'napi-macvlan'] as const).map((name) => {
    const own = trials.filter(({ dataPlane }) => dataPlane === name);
    const inBlocks = own.flatMap(({ block, rate }) =>
      block === undefined ? [] : [[block, rate] as const],
    );
    return {
      name,
      values: own.map(({ rate }) => rate),
      byBlock: inBlocks.length === 0 ? undefined : new Map(inBlocks),
    };
  });
  return rankingOf(['rate'], entries)
    .map(({ text }) => sentenceText(text))
    .join();
};

describe('data planes on a computer whose rate rises by 20 % over the run', () => {
  it('are ranked wrongly if the better one comes first, and rightly if they are interleaved', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 300_000, max: 700_000 }),
        fc.double({ min: 1.03, max: 1.045, noNaN: true }),
        async (slower, ratio) => {
          const faster = Math.round(slower * ratio);
          expect(await rankedBy('by-data-plane', faster, slower)).toBe(
            'rate: napi-macvlan > macvlan',
          );
          expect(await rankedBy('interleaved', faster, slower)).toBe(
            'rate, block by block: macvlan > napi-macvlan',
          );
          expect(await rankedBy('interleaved', slower, faster)).toBe(
            'rate, block by block: napi-macvlan > macvlan',
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it('have the same mean rates if they are the same and interleaved', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 300_000, max: 700_000 }), async (capacity) => {
        const mean = (trials: Awaited<ReturnType<typeof measured>>, name: string) =>
          sum(trials.filter(({ dataPlane }) => dataPlane === name).map(({ rate }) => rate)) /
          REPEATS;
        const apart = async (order: MeasuringOrder) => {
          const trials = await measured(order, capacity, capacity, 0);
          return mean(trials, 'napi-macvlan') / mean(trials, 'macvlan') - 1;
        };
        expect(await apart('by-data-plane')).toBeGreaterThan(0.08);
        expect(Math.abs(await apart('interleaved'))).toBeLessThan(0.001);
        expect(await rankedBy('interleaved', capacity, capacity)).toBe(
          'rate, block by block: repeats overlap, no rank',
        );
      }),
      { numRuns: 20 },
    );
  });
});

describe('an interleaved run', () => {
  it('makes the trials of the same run in one go, and counts each once', async () => {
    const trials = await measured('interleaved', 500_000, 600_000, 0);
    expect(trials.map(({ dataPlane, block }) => `${dataPlane} ${block}`)).toEqual(
      Array.from({ length: REPEATS }, (_, index) => {
        const there = [`macvlan ${index + 1}`, `napi-macvlan ${index + 1}`];
        return index % 2 === 0 ? there : there.toReversed();
      }).flat(),
    );
    const cost = (order: MeasuringOrder) =>
      totalCost(
        [
          ...expectedTrials({ playbook: playbookIn(order), linkSpeed: LINK_SPEED }, FIRST_GUESS),
        ].map((part) => part.cost),
      );
    expect(cost('interleaved')).toEqual(cost('by-data-plane'));
  });
});
