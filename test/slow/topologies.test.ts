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

  /** What commands print on a machine of a lab. */
  const printed = async (
    file: string,
    machine: string,
    commands: readonly (readonly string[])[],
  ): Promise<readonly string[]> => {
    const texts: string[] = [];
    for (const argv of commands) {
      const { stdout, stderr } = await vrbench(['lab', 'ssh', '-t', file, machine, '--', ...argv]);
      texts.push(stdout === '' ? stderr : stdout);
    }
    return texts;
  };

  /**
   * Boots a shipped lab, measures on it, and shuts it down.
   * @param asked what commands print before the run and after it, on a machine
   */
  const measuredOn = async (
    name: string,
    asked: { readonly machine: string; readonly commands: readonly (readonly string[])[] },
    change: (text: string) => string = (text) => text,
  ) => {
    const file = join(folder, `${name}.yaml`);
    const text = (await readFile(shipped(name), 'utf8')).replace(
      /^name: .*$/m,
      `name: slow-${name}`,
    );
    await writeFile(file, change(text));
    const up = await vrbench(['lab', 'up', '-t', file]);
    expect(up.exitCode, up.stderr).toBe(0);
    try {
      const before = await printed(file, asked.machine, asked.commands);
      const results = join(folder, name);
      const call = await vrbench(['run', '-t', file, join(folder, 'playbook.yaml'), '-r', results]);
      expect(call.exitCode, call.stderr).toBe(0);
      const after = await printed(file, asked.machine, asked.commands);
      const archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
      const [run, { trials }] = await Promise.all([readRun(archive), readTrials(archive)]);
      return { run, trials: measuredRecords(trials), report: call.stdout, before, after };
    } finally {
      await vrbench(['lab', 'down', '-t', file]);
    }
  };

  type Measured = Awaited<ReturnType<typeof measuredOn>>;

  /** Each data plane has a throughput, and valid trials whose frames reached the sink. */
  const expectMeasured = ({ run, trials }: Measured): void => {
    expect(run.state.state).toBe('complete');
    for (const dataPlane of PLAYBOOK.dataPlanes) {
      const own = trials.filter((trial) => trial.dataPlane === dataPlane);
      const valid = own.filter(({ result }) => result.validity.state === 'valid');
      expect(valid.length).toBeGreaterThan(0);
      for (const { result } of valid) expect(result.counts.receivedBySink).toBeGreaterThan(0);
      expect(run.results).toContainEqual(
        expect.objectContaining({
          dataPlane,
          result: expect.objectContaining({ test: 'throughput' }) as unknown,
        }),
      );
    }
  };

  it('of NICs with a real driver is measured end to end, with its settings made and set back', async () => {
    const settings = [
      ['ethtool', '-a', 'eth1'],
      ['ethtool', '-c', 'eth1'],
      ['ethtool', '-g', 'eth1'],
    ];
    const tuning = 'tuning: { pause: off, coalescing: off, rings: 512 }\n';
    const measured = await measuredOn(
      'virtual-lab-e1000e',
      { machine: 'dut', commands: settings },
      (text) => text + tuning,
    );
    expectMeasured(measured);
    const ports = Object.values(measured.run.setup?.roles ?? {}).flatMap((role) => role.ports);
    expect(new Set(ports.map(({ driver }) => driver))).toEqual(new Set(['e1000e']));
    for (const { settings: made } of ports) {
      expect(made?.rings?.receive.now).toBe(512);
      expect(made?.pause).toMatchObject({ receive: false, transmit: false });
    }
    const tuned = measured.run.setup?.tuned?.map(({ what }) => what).join() ?? '';
    expect(tuned).toContain('pause frames');
    expect(tuned).toContain('interrupt coalescing');
    expect(measured.before[2]).toContain('256');
    expect(measured.after).toEqual(measured.before);
  });

  it('of two machines has one clock, and a tester that was measured by itself', async () => {
    const measured = await measuredOn('two-machine-lab', {
      machine: 'tester',
      commands: [['ip', '-br', 'link']],
    });
    expectMeasured(measured);
    const { run, trials, report } = measured;
    const { generator, sink, sizes = [] } = run.setup?.calibration ?? {};
    expect([generator, sink]).toEqual(['gen1', 'sink1']);
    const [size] = sizes;
    expect(size?.load).toBeGreaterThan(2_000);
    expect(size?.latency?.clocks).toEqual({ kind: 'one-clock', bound: 0 });
    // What the clocks of two emulated CPUs cannot tell from 0 is not known.
    expect(size?.latency?.minimum).not.toBe(0);
    const latencies = trials.flatMap(({ result }) => result.latency ?? []);
    expect(latencies.length).toBeGreaterThan(0);
    for (const latency of latencies) {
      expect(latency).toMatchObject({ state: 'measured', clocks: { kind: 'one-clock', bound: 0 } });
    }
    expect(report).toContain('The tester without the DUT');
    expect(measured.after).toEqual(measured.before);
  });

  it('of two machines has its tester calibrated through the DUT as a bridge', async () => {
    // A port that has been up once keeps the qdisc that the kernel gave it.
    const bridges = [
      ['ip', '-br', 'link', 'show', 'type', 'bridge'],
      ['bridge', 'link'],
      ['lsmod'],
    ];
    const links = { machine: 'dut', commands: bridges };
    const measured = await measuredOn('two-machine-lab', links, (text) => {
      const changed = text.replace(/^calibration: .*$/m, 'calibration: bridge');
      expect(changed).not.toBe(text);
      return changed;
    });
    expectMeasured(measured);
    const { through, generator, sink, sizes = [] } = measured.run.setup?.calibration ?? {};
    expect([through, generator, sink]).toEqual(['bridge', 'gen0', 'sink0']);
    const [size] = sizes;
    expect(size).toMatchObject({ load: null, limit: null, latency: { load: 1_000 } });
    // Of the last trial: every frame came through the bridge.
    const last = size?.trials.at(-1);
    expect(last?.reasons).toEqual([]);
    expect(last?.received).toBe(last?.offered);
    expect(last?.offered).toBeGreaterThan(900);
    expect(measured.report).toContain('The tester and the DUT as a bridge');
    expect(measured.after).toEqual(measured.before);
  });

  it('of one machine has its ports back where they were', async () => {
    const measured = await measuredOn('cross-cabled-lab', {
      machine: 'all',
      commands: [
        ['ip', '-br', 'link'],
        ['ip', 'netns', 'list'],
      ],
    });
    expectMeasured(measured);
    for (const port of ['eth1', 'eth2', 'eth3', 'eth4']) expect(measured.before[0]).toContain(port);
    expect(measured.after).toEqual(measured.before);
  });
});
