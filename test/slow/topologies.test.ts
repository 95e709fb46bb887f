import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench } from '../cli/vrbench.js';
import { measuredRecords } from '../measured.js';

// An image of its own may have to be built, and machines boot.
vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 1_200_000 });

const PLAYBOOK = {
  name: 'topologies',
  dataPlanes: ['ip-forwarder', 'napi-macvlan'],
  frameSizes: [64],
  trial: {
    ...{ duration: '1 s', residualWait: '300 ms', restabilise: '0 ms' },
    // What is tested is not how fast this computer is.
    ...{ offeredLoadTolerance: '5 %', starvationTolerance: '100 %' },
  },
  procedures: [
    { test: 'load-sweep', intendedLoads: ['500 pps', '2 kpps'] },
    { test: 'throughput', minimumLoad: '250 pps', maximumLoad: '2 kpps', resolution: '40 %' },
    { test: 'latency', duration: '2 s', tagAfter: '1 s', repeats: 2 },
  ],
};

const shipped = (name: string): string =>
  fileURLToPath(new URL(`../../testbeds/${name}.yaml`, import.meta.url));

describe.skipIf(!inject('lab').available)('a topology', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-topologies-'));
    await writeFile(join(folder, 'playbook.yaml'), stringify(PLAYBOOK));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Boots the lab, measures on it, and shuts it down. */
  const measuredOn = async (name: string) => {
    const file = join(folder, `${name}.yaml`);
    await writeFile(
      file,
      (await readFile(shipped(name), 'utf8')).replace(/^name: .*$/m, `name: slow-${name}`),
    );
    const up = await vrbench(['lab', 'up', '-t', file]);
    expect(up.exitCode, up.stderr).toBe(0);
    try {
      const results = join(folder, name);
      const call = await vrbench(['run', '-t', file, join(folder, 'playbook.yaml'), '-r', results]);
      expect(call.exitCode, call.stderr).toBe(0);
      const archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
      const [run, { trials }] = await Promise.all([readRun(archive), readTrials(archive)]);
      return { run, trials: measuredRecords(trials), report: call.stdout };
    } finally {
      await vrbench(['lab', 'down', '-t', file]);
    }
  };

  it('of NICs with a real driver is measured end to end', async () => {
    const { run, trials } = await measuredOn('virtual-lab-e1000e');
    const ports = Object.values(run.setup?.roles ?? {}).flatMap((role) => role.ports);
    expect(new Set(ports.map(({ driver }) => driver))).toEqual(new Set(['e1000e']));
    expect(trials.every(({ result }) => result.validity.state === 'valid')).toBe(true);
    expect(trials.every(({ result }) => result.counts.receivedBySink > 0)).toBe(true);
  });

  it('of two machines has one clock, and a tester that was measured by itself', async () => {
    const { run, trials, report } = await measuredOn('two-machine-lab');
    const calibration = run.setup?.calibration;
    expect(calibration).toMatchObject({ generator: 'gen1', sink: 'sink1' });
    const [size] = calibration?.sizes ?? [];
    expect(size?.load).toBeGreaterThan(2_000);
    expect(size?.latency?.clocks).toEqual({ kind: 'one-clock', bound: 0 });
    const latencies = trials.flatMap(({ result }) => result.latency ?? []);
    expect(latencies.length).toBeGreaterThan(0);
    for (const latency of latencies) {
      expect(latency).toMatchObject({ state: 'measured', clocks: { kind: 'one-clock', bound: 0 } });
    }
    expect(report).toContain('tester alone');
  });

  it('of one machine has its ports back where they were', async () => {
    const { run, trials } = await measuredOn('cross-cabled-lab');
    expect(run.state.state).toBe('complete');
    expect(trials.every(({ result }) => result.counts.receivedBySink > 0)).toBe(true);
  });
});
