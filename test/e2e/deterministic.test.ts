import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { loadTestbed } from '../../src/config/load.js';
import type { DataPlaneName } from '../../src/model/data-plane.js';
import type { InstructionProfile } from '../../src/model/instruction-profile.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench } from '../cli/vrbench.js';
import { measuredRecords, type MeasuredRecord } from '../measured.js';

const TESTBED = 'testbeds/deterministic-lab.yaml';
const LOADS = ['100 kpps', '240 kpps', '450 kpps'];

/** Case II. Its figures are counts of instructions, so a test may rest on them. */
const PLAYBOOK = stringify({
  name: 'instructions',
  ingressPorts: 2,
  dataPlanes: ['softnet-macvlan', 'napi-macvlan'],
  trial: { duration: '100 ms', residualWait: '10 ms', restabilise: '0 ms' },
  procedures: [{ test: 'load-sweep', intendedLoads: LOADS }],
});

const PROFILED = stringify({
  name: 'profiled',
  dataPlanes: ['ip-forwarder', 'napi-macvlan'],
  trial: { duration: '100 ms', warmUp: '200 ms', residualWait: '10 ms', restabilise: '0 ms' },
  procedures: [{ test: 'load-sweep', intendedLoads: ['450 kpps'], repeats: 2 }],
});

describe.skipIf(!inject('lab').available)('a run in instruction time', () => {
  let folder = '';
  let runs: (readonly MeasuredRecord[])[] = [];

  const received = (run: number, dataPlane: DataPlaneName): readonly number[] =>
    (runs[run] ?? [])
      .filter((trial) => trial.dataPlane === dataPlane)
      .map(({ result }) => result.counts.receivedBySink);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-deterministic-'));
    const playbook = join(folder, 'instructions.yaml');
    await writeFile(playbook, PLAYBOOK);
    runs = [];
    for (const results of ['first', 'second']) {
      const call = await vrbench(['run', '-t', TESTBED, playbook, '-r', join(folder, results)]);
      expect(call.exitCode, call.stderr).toBe(0);
      expect(call.stdout).toContain('figures: instruction time');
      const archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
      expect((await readRun(archive)).environment).toEqual({
        kind: 'instruction-time',
        qemu: expect.stringMatching(/^\d+\.\d+/) as unknown,
      });
      runs.push(measuredRecords((await readTrials(archive)).trials));
    }
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('accounts for every frame', () => {
    const trials = runs.flat();
    expect(trials).toHaveLength(2 * 2 * LOADS.length);
    for (const { result } of trials) {
      expect(result.validity).toEqual({ state: 'valid' });
      expect(result.counts.offered).toBe(result.counts.intended);
      expect(result.unlocated).toBe(0);
    }
  });

  it('gives the same figures again, to 0.3 %', () => {
    const [first, second] = [received(0, 'napi-macvlan'), received(1, 'napi-macvlan')];
    expect(first).toHaveLength(LOADS.length);
    for (const [index, frames] of first.entries()) {
      expect(Math.abs((second[index] ?? 0) - frames)).toBeLessThanOrEqual(0.003 * frames);
    }
  });

  it('counts what a frame costs, the same in every trial to 0.1 %', async () => {
    const playbook = join(folder, 'profile.yaml');
    await writeFile(playbook, PROFILED);
    const call = await vrbench([
      ...['profile', '-t', TESTBED, playbook, '-r', join(folder, 'profile'), '--json'],
    ]);
    expect(call.exitCode, call.stderr).toBe(0);
    const profiles = JSON.parse(call.stdout) as InstructionProfile[];
    expect(profiles.map(({ dataPlane }) => dataPlane)).toEqual(['ip-forwarder', 'napi-macvlan']);
    for (const { instructionsPerFrame, trials, functions } of profiles) {
      expect(trials).toHaveLength(2);
      const spread = Math.max(...trials) - Math.min(...trials);
      expect(spread).toBeLessThanOrEqual(0.001 * instructionsPerFrame);
      const names = functions.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['ip_forward', 'softnic_poll']));
    }
  });

  it('counts what frame_sink costs a frame: about 300 instructions, the clock among them', async () => {
    const [testbed, playbook] = [join(folder, 'sink.yaml'), join(folder, 'sink-profile.yaml')];
    const { text } = await loadTestbed(TESTBED);
    const counted = text.replace(/^ {2}sink:$/m, '  sink:\n    counting: frame-sink');
    expect(counted).not.toBe(text);
    await writeFile(testbed, counted);
    await writeFile(playbook, PROFILED.replace(/^ *- ip-forwarder\n/m, ''));
    const call = await vrbench([
      ...['profile', '-t', testbed, playbook, '-r', join(folder, 'sink'), '--json'],
    ]);
    expect(call.exitCode, call.stderr).toBe(0);
    const [profile, ...others] = JSON.parse(call.stdout) as InstructionProfile[];
    expect(others).toEqual([]);
    const path = (profile?.functions ?? []).filter(
      ({ name, module }) => module === 'frame_sink' || name === 'ktime_get_with_offset',
    );
    const cost = path.reduce((sum, { instructionsPerFrame }) => sum + instructionsPerFrame, 0);
    expect(path.length).toBeGreaterThan(1);
    expect(cost).toBeLessThan(330);
  });

  it("shows the paper's result: in overload softnet forwards less, and napi keeps going", () => {
    const ratio = (frames: readonly number[]) => (frames.at(-1) ?? 0) / Math.max(...frames);
    expect(ratio(received(0, 'softnet-macvlan'))).toBeLessThan(0.9);
    expect(ratio(received(0, 'napi-macvlan'))).toBeGreaterThan(0.99);
  });
});
