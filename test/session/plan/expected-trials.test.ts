import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../src/config/load.js';
import { sum } from '../../../src/model/numbers/sum.js';
import { inSeconds } from '../../../src/model/units.js';
import { totalCost, mostCost, trialCost } from '../../../src/session/plan/cost.js';
import { expectedTrials } from '../../../src/session/plan/expected-trials.js';
import { FIRST_GUESS } from '../../../src/session/plan/guess.js';
import { trialPlanOf } from '../../../src/session/plan/trial-plan.js';
import { allTheSame, devices, LINK_SPEED, playbooks, simulatedEvents } from '../simulated-run.js';

const CASE_1 = new URL('../../../playbooks/case-1.yaml', import.meta.url).pathname;
const FULL = new URL('../../../playbooks/rfc2544-full.yaml', import.meta.url).pathname;

describe('the trials expected of a playbook', () => {
  it('are those of a run on the same devices, and never more than the maximum', async () => {
    let complete = 0;
    await fc.assert(
      fc.asyncProperty(playbooks, devices, async (playbook, device) => {
        const run = { playbook, linkSpeed: LINK_SPEED };
        const expected = [...expectedTrials(run, allTheSame(device))];
        const events = await simulatedEvents(playbook, allTheSame(device));
        const made = events.flatMap((event) => (event.type === 'trial-ended' ? [event] : []));
        expect(expected.flatMap(({ trials }) => trials)).toEqual(
          made.map(({ result }) => result.request),
        );
        if (made.some(({ result }) => result.validity.state === 'invalid')) return;
        const cost = totalCost(made.map(({ result }) => trialCost(playbook, result.request)));
        const most = mostCost(playbook, LINK_SPEED);
        expect(cost.trials).toBeLessThanOrEqual(most.trials);
        expect(cost.time).toBeLessThanOrEqual(most.time);
        expect(sum(expected.map((cell) => cell.cost.time))).toBe(cost.time);
        complete += 1;
      }),
      { numRuns: 60 },
    );
    expect(complete).toBeGreaterThan(0);
  });

  it('of rfc2544-full are those of its simulated run, and take 29 h', async () => {
    const { playbook } = await loadPlaybook(FULL);
    const events = await simulatedEvents(playbook, FIRST_GUESS);
    const { expected, most } = await trialPlanOf({ playbook, linkSpeed: LINK_SPEED });
    expect(expected.trials).toBe(events.filter(({ type }) => type === 'trial-ended').length);
    expect(Math.round(expected.seconds / 3600)).toBe(29);
    expect(most.trials).toBeGreaterThan(10 * expected.trials);
    expect(inSeconds(mostCost(playbook, LINK_SPEED).time)).toBe(most.seconds);
  });

  it.each([
    [['gen1', 'sink1'], 2, 15],
    ['bridge', 1, 3],
  ] as const)(
    'include calibration trials at each frame size: %j',
    async (calibration, least, longest) => {
      const { playbook } = await loadPlaybook(CASE_1);
      const run = { playbook, linkSpeed: LINK_SPEED };
      const plain = await trialPlanOf(run);
      const { calibrationTrials, expected, most } = await trialPlanOf({
        ...run,
        calibration: calibration === 'bridge' ? calibration : [...calibration],
      });
      const sizes = playbook.frameSizes.length;
      expect(plain.calibrationTrials).toBeUndefined();
      expect(calibrationTrials?.expected.trials).toBe(least * sizes);
      expect(calibrationTrials?.most.trials).toBe(longest * sizes);
      expect(calibrationTrials?.expected.seconds).toBeGreaterThan(least * sizes);
      expect(expected.trials).toBe(plain.expected.trials + least * sizes);
      expect(most.trials).toBe(plain.most.trials + longest * sizes);
      expect(most.seconds).toBeCloseTo(plain.most.seconds + (calibrationTrials?.most.seconds ?? 0));
    },
  );
});
