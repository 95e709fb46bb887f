import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  paceAfter,
  paceFrom,
  partDone,
  timeLeft,
  type Pace,
} from '../../../src/cli/display/pace.js';
import { playbookSchema, type Playbook } from '../../../src/config/playbook.js';
import { expectedPlaybook } from '../../../src/config/stated/reference.js';
import { pps } from '../../../src/model/units.js';
import { outlookAfter } from '../../../src/session/run/outlook/after.js';
import { outlookOf, type Outlook } from '../../../src/session/run/outlook/outlook.js';
import { allTheSame, LINK_SPEED, simulatedEvents } from '../../session/simulated-run.js';

const SECOND = 1e9;

const playbook: Playbook = expectedPlaybook(
  playbookSchema.parse({
    name: 'x',
    dataPlanes: ['ip-forwarder', 'napi-macvlan'],
    trial: { duration: '60 s', residualWait: '2 s', restabilise: '5 s' },
    procedures: [{ test: 'load-sweep', intendedLoads: ['100 kpps', '200 kpps', '300 kpps'] }],
  }),
);

interface Moment {
  readonly now: number;
  readonly outlook: Outlook;
  readonly pace: Pace;
}

/** A run of six trials, each of which takes so much longer than its 67 s; setting up takes a minute. */
const moments = async (excess: number): Promise<readonly Moment[]> => {
  const device = allTheSame({ capacity: pps(500_000) });
  const events = await simulatedEvents(playbook, device);
  let now = 0;
  let outlook = await outlookOf({ playbook, linkSpeed: LINK_SPEED }, device);
  let pace = paceFrom(now);
  const all: Moment[] = [];
  for (const event of events) {
    if (event.type === 'cell-started') now += 60 * SECOND;
    if (event.type === 'trial-ended') now += (67 + excess) * SECOND;
    outlook = await outlookAfter(outlook, event);
    pace = paceAfter(pace, event, now);
    all.push({ now, outlook, pace });
  }
  return all;
};

const leftAt = ({ outlook, pace, now }: Moment, later = 0): number =>
  timeLeft(outlook, pace, now + later * SECOND) / SECOND;

describe('the time that a run still takes', () => {
  it('is what was planned before a trial has ended', async () => {
    const [first] = await moments(0);
    expect(first && leftAt(first)).toBe(6 * 67);
  });

  it('is exact once a trial and setting up have been seen', async () => {
    for (const excess of [0, 3, 20]) {
      const all = await moments(excess);
      const end = all.at(-1)?.now ?? 0;
      const known = all.filter(({ outlook }) => outlook.made.trials > 0);
      for (const moment of known) {
        if (moment.outlook.current === undefined) continue;
        expect(leftAt(moment)).toBeCloseTo((end - moment.now) / SECOND);
      }
    }
  });

  it('is proportional if trials take less than they specify', async () => {
    const all = await moments(-67);
    const last = all.findLast(({ outlook }) => outlook.current?.running !== undefined);
    expect(last && leftAt(last)).toBe(0);
  });

  it('decreases during a trial, and the bar moves', async () => {
    const running = (await moments(3)).filter(({ outlook }) => outlook.current?.running);
    fc.assert(
      fc.property(fc.constantFrom(...running), fc.nat(66), (moment, later) => {
        const { outlook, pace, now } = moment;
        const at = (second: number): number => partDone(outlook, pace, now + second * SECOND);
        expect(leftAt(moment, later)).toBeCloseTo(leftAt(moment) - later);
        expect(at(later + 1)).toBeGreaterThan(at(later));
        expect(at(1000)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is none at the end', async () => {
    const last = (await moments(3)).at(-1);
    expect(last && leftAt(last)).toBe(0);
    expect(last && partDone(last.outlook, last.pace, last.now)).toBe(1);
  });
});
