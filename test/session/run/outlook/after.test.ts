import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playbookSchema, type Playbook } from '../../../../src/config/playbook.js';
import { expectedPlaybook } from '../../../../src/config/stated/reference.js';
import { pps } from '../../../../src/model/units.js';
import type { SimulatedDevice } from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import type { Guess } from '../../../../src/session/plan/guess.js';
import type { RunEvent } from '../../../../src/session/run/events.js';
import { aheadOf, liveBounds, setUpsAhead } from '../../../../src/session/run/outlook/reading.js';
import { outlookAfter } from '../../../../src/session/run/outlook/after.js';
import { outlookOf, type Outlook } from '../../../../src/session/run/outlook/outlook.js';
import {
  allTheSame,
  devices,
  LINK_SPEED,
  playbooks,
  simulatedEvents,
} from '../../simulated-run.js';

const totalOf = (outlook: Outlook): number => outlook.made.trials + aheadOf(outlook).trials;

interface Followed {
  readonly event: RunEvent;
  readonly outlook: Outlook;
}

/** A run on devices, and the outlook after each of its events where others were guessed. */
const followed = async (
  playbook: Playbook,
  actual: SimulatedDevice,
  guess: Guess = allTheSame(actual),
): Promise<readonly Followed[]> => {
  const events = await simulatedEvents(playbook, allTheSame(actual));
  let outlook = await outlookOf({ playbook, linkSpeed: LINK_SPEED }, guess);
  const all: Followed[] = [];
  for (const event of events) {
    outlook = await outlookAfter(outlook, event);
    all.push({ event, outlook });
  }
  return all;
};

const playbookOf = (frameSizes: readonly number[], procedures: readonly object[]): Playbook =>
  expectedPlaybook(
    playbookSchema.parse({
      name: 'x',
      dataPlanes: ['ip-forwarder', 'napi-macvlan'],
      frameSizes,
      trial: { duration: '60 s' },
      procedures,
    }),
  );

const THROUGHPUT = { test: 'throughput', minimumLoad: '1 kpps', resolution: '0.5 %' };

describe('the outlook of a run', () => {
  it('never changes on devices that are as guessed', async () => {
    await fc.assert(
      fc.asyncProperty(playbooks, devices, async (playbook, device) => {
        const totals = (await followed(playbook, device)).map(({ outlook }) => totalOf(outlook));
        expect(new Set(totals).size).toBe(1);
      }),
      { numRuns: 25 },
    );
  });

  it('matches the trials made in the end, whatever was guessed', async () => {
    await fc.assert(
      fc.asyncProperty(playbooks, devices, devices, async (playbook, actual, guessed) => {
        const all = await followed(playbook, actual, allTheSame(guessed));
        const made = all.filter(({ event }) => event.type === 'trial-ended').length;
        const last = all.at(-1)?.outlook;
        expect(last?.made.trials).toBe(made);
        expect(last === undefined ? -1 : aheadOf(last).trials).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it('changes only when an unexpected trial starts, and when a cell ends', async () => {
    const playbook = playbookOf(
      [64, 1518],
      [THROUGHPUT, { test: 'back-to-back', longestBurst: '100 ms' }],
    );
    const actual = { capacity: pps(123_456), bufferDepth: 99 };
    const all = await followed(
      playbook,
      actual,
      allTheSame({ capacity: pps(700_000), bufferDepth: 500 }),
    );
    const totals = all.map(({ outlook }) => totalOf(outlook));
    const changing = all.filter((_, index) => index > 0 && totals[index] !== totals[index - 1]);
    expect(changing.length).toBeGreaterThan(0);
    expect(changing.length).toBeLessThan(20);
    for (const { event } of changing) expect(['trial-started', 'cell-ended']).toContain(event.type);
  });

  it('is right for other sizes and data planes once the first search has ended', async () => {
    const playbook = playbookOf([64, 128], [THROUGHPUT, { test: 'frame-loss-rate', step: '10 %' }]);
    const all = await followed(
      playbook,
      { capacity: pps(300_000) },
      allTheSame({ capacity: pps(700_000) }),
    );
    const made = all.filter(({ event }) => event.type === 'trial-ended').length;
    const first = all.find(({ event }) => event.type === 'cell-ended');
    expect(totalOf(all[0]?.outlook ?? expect.fail())).not.toBe(made);
    expect(Math.abs(totalOf(first?.outlook ?? expect.fail()) - made)).toBeLessThanOrEqual(2);
  });

  it('has the bounds of a search, and none for other tests', async () => {
    const playbook = playbookOf([64], [THROUGHPUT, { test: 'latency', repeats: 2 }]);
    const all = await followed(playbook, { capacity: pps(300_000) });
    const ended = all.filter(({ event }) => event.type === 'trial-ended');
    const bounds = ended.map(({ outlook }) => liveBounds(outlook));
    expect(bounds[0]).toEqual({ lossFree: undefined, lossy: 1_488_095 });
    const search =
      ended.filter(({ outlook }) => outlook.current?.cell.test === 'throughput').length / 2;
    const { lossFree = 0, lossy = 0 } = bounds[search - 1] ?? {};
    expect(lossFree).toBeLessThanOrEqual(300_000);
    expect(lossy).toBeGreaterThan(300_000);
    expect(1 - lossFree / lossy).toBeLessThan(0.005);
    expect(bounds.at(-1)).toEqual({});
  });

  it('counts what has yet to be set up', async () => {
    const all = await followed(playbookOf([64, 1518], [THROUGHPUT]), { capacity: pps(300_000) });
    const setUps = all.map(({ outlook }) => setUpsAhead(outlook));
    expect(new Set(setUps)).toEqual(new Set([2, 1, 0]));
    expect(setUps).toEqual(setUps.toSorted((one, other) => other - one));
  });
});
