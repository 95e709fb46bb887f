import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openLab, type LabUnderTest } from './lab-under-test.js';
import { oneTrial, resetTrial, SETTLED } from './one-trial.js';

/** Carries 1066 of the smallest frames a second, and keeps few waiting. */
const NARROW = ['root', 'tbf', 'rate', '512kbit', 'burst', '1600', 'limit', '1600'];
const EGRESS = 'eth4';

describe.skipIf(!inject('lab').available)('trials during which something changes', () => {
  let lab: LabUnderTest;
  let before: unknown;
  beforeAll(async () => {
    lab = await openLab();
    before = await lab.states();
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  it('an overload ends, and with it the losses of a queue', async () => {
    await lab.dut.run(['tc', 'qdisc', 'replace', 'dev', EGRESS, ...NARROW]);
    try {
      const { outcome, trial } = await oneTrial(lab, 'ip-forwarder', {
        ...{ test: 'system-recovery', frameRate: '100 kpps', throughput: '1500 pps' },
        ...{ overload: '1 s', observation: '2 s', repeats: 1 },
      });
      expect(trial.counts.offered).toBe(1650 + 1650);
      expect(trial.losses.map(({ location }) => location)).toEqual(['egress-qdisc']);
      const { loadChange, lastLoss } = trial;
      if (loadChange === undefined || lastLoss == null) throw new Error('no load was changed');
      expect(loadChange.before).toBeGreaterThanOrEqual(1e9);
      expect(loadChange.after).toBeLessThan(trial.offeredDuration);
      // A queue with room loses nothing at 825 frames a second.
      expect(lastLoss).toBeLessThanOrEqual(loadChange.after + loadChange.gap);
      expect(outcome).toMatchObject({ outcome: { state: 'measured', lowerBoundOnly: 0 } });
    } finally {
      await lab.dut.run(['tc', 'qdisc', 'del', 'dev', EGRESS, 'root']);
      await lab.dut.run(['rmmod', 'sch_tbf']);
    }
    expect(await lab.states()).toEqual(before);
  });

  it.each([
    ['interface', 'napi-macvlan'],
    ['module-reload', 'napi-macvlan'],
  ] as const)('a reset by %s interrupts %s', async (kind, dataPlane) => {
    const { outcome, trial } = await resetTrial(lab, dataPlane, kind, kind === 'interface' ? 3 : 8);
    const { startedAt = 0, finishedAt = 0, recovered } = trial.reset ?? {};
    // A slow computer may take until after the last frame.
    if (finishedAt + SETTLED < trial.offeredDuration) expect(recovered).toBe(true);
    const lowerBoundOnly = recovered === true ? 0 : 1;
    expect(outcome).toMatchObject({ outcome: { state: 'measured', lowerBoundOnly } });
    expect(startedAt).toBeGreaterThanOrEqual(1e9);
    expect(finishedAt).toBeGreaterThan(startedAt);
    expect(trial.counts).toMatchObject({ receivedByDut: null, forwarded: null });
    const lost = trial.counts.offered - trial.counts.receivedBySink;
    expect(trial.unlocated + trial.losses.reduce((sum, { frames }) => sum + frames, 0)).toBe(lost);
    if (kind === 'module-reload') expect(lost).toBeGreaterThan(0);
    expect(await lab.states()).toEqual(before);
  });
});
