import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import type { DataPlaneName } from '../../src/model/data-plane.js';
import type { ResetKind } from '../../src/model/trial.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench } from '../cli/vrbench.js';
import { openLab, type LabUnderTest } from './lab-under-test.js';
import { ADDRESSES_SETTLED } from '../machine-state/machine-state.js';
import { measuredRecords } from '../measured.js';

const TRIAL = {
  duration: '1 s',
  residualWait: '200 ms',
  restabilise: '0 ms',
  // What is tested is not how fast this computer is; an overload is by 10 %.
  offeredLoadTolerance: '5 %',
  starvationTolerance: '100 %',
};
/** Carries 1066 of the smallest frames a second, and keeps few waiting. */
const NARROW = ['root', 'tbf', 'rate', '512kbit', 'burst', '1600', 'limit', '1600'];
const EGRESS = 'eth4';
/** In ns: long enough after a reset for the first frames to come through. */
const SETTLED = 2e9;
const BOOT_ID = ['cat', '/proc/sys/kernel/random/boot_id'] as const;

describe.skipIf(!inject('lab').available)('trials during which something changes', () => {
  let lab: LabUnderTest;
  let before: unknown;
  beforeAll(async () => {
    lab = await openLab();
    before = await lab.states();
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  const run = async (dataPlane: DataPlaneName, procedure: object) => {
    const playbook = join(lab.folder, 'changes.yaml');
    const text = { name: 'changes', dataPlanes: [dataPlane], trial: TRIAL };
    await writeFile(playbook, stringify({ ...text, procedures: [procedure] }));
    const results = join(lab.folder, 'results');
    const call = await vrbench(['run', '-t', lab.testbedFile, playbook, '-r', results]);
    expect(call.exitCode, call.stderr).toBe(0);
    const archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
    const [trial] = measuredRecords((await readTrials(archive)).trials);
    if (trial === undefined) throw new Error('there was no trial');
    expect(trial.result.validity).toEqual({ state: 'valid' });
    return { outcome: (await readRun(archive)).results[0]?.result, trial: trial.result };
  };

  const reset = (kind: ResetKind, dataPlane: DataPlaneName, duration: number) =>
    run(dataPlane, {
      ...{ test: 'reset', kind, throughput: '500 pps' },
      ...{ duration: `${duration} s`, after: '1 s', repeats: 1 },
    });

  it('an overload ends, and with it the losses of a queue', async () => {
    await lab.dut.run(['tc', 'qdisc', 'replace', 'dev', EGRESS, ...NARROW]);
    try {
      const { outcome, trial } = await run('ip-forwarder', {
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
    const { outcome, trial } = await reset(kind, dataPlane, kind === 'interface' ? 3 : 8);
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

  it('a reboot interrupts ip-forwarder, which is set up again', async () => {
    const first = (await lab.dut.run(BOOT_ID)).stdout;
    const { outcome, trial } = await reset('reboot', 'ip-forwarder', 45);
    expect(outcome).toMatchObject({ outcome: { state: 'measured' } });
    const { finishedAt = 0, longestGap = 0, recovered } = trial.reset ?? {};
    if (finishedAt + SETTLED < trial.offeredDuration) expect(recovered).toBe(true);
    if (recovered === true) expect(longestGap).toBeGreaterThan(1e9);
    await using again = await openLab();
    await again.dut.run(ADDRESSES_SETTLED);
    expect((await again.dut.run(BOOT_ID)).stdout).not.toBe(first);
    expect(await again.states()).toEqual(before);
  });
});
