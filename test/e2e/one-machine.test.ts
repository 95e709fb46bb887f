import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { loadTestbed } from '../../src/config/load.js';
import type { Host } from '../../src/host/host.js';
import { openHost } from '../../src/host/open.js';
import { labDown, labUp } from '../../src/lab/lab.js';
import { between } from '../../src/model/instant.js';
import { DATA_PLANES } from '../../src/model/data-plane.js';
import { seconds } from '../../src/model/units.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench, type Call } from '../cli/vrbench.js';
import { watchTransits } from './dut-transits.js';
import { ADDRESSES_SETTLED, machineState } from './machine-state.js';

const SHIPPED = 'testbeds/one-machine-lab.yaml';
const NAME = 'e2e-one-machine';

const PLAYBOOK = stringify({
  name: 'case-2',
  ingressPorts: 2,
  dataPlanes: DATA_PLANES,
  trial: {
    duration: '500 ms',
    warmUp: '200 ms',
    residualWait: '200 ms',
    restabilise: '0 ms',
    cloneSkb: 64,
    // What is tested is not how fast this computer is.
    offeredLoadTolerance: '100 %',
  },
  // Little, and more than an emulated machine ever carries.
  procedures: [{ test: 'load-sweep', intendedLoads: ['2 kpps', '900 kpps'], order: 'random' }],
});

/** 20 ms from frame to frame: as much too early is a stamp. */
const LATENCY_FRAMES = 100;
const LATENCY_TAGGED = 51;
const LATENCY = stringify({
  name: 'latency',
  dataPlanes: ['ip-forwarder'],
  trial: {
    duration: '2 s',
    residualWait: '500 ms',
    restabilise: '0 ms',
    offeredLoadTolerance: '100 %',
  },
  procedures: [
    { test: 'latency', throughput: '50 pps', duration: '2 s', tagAfter: '1 s', repeats: 1 },
  ],
});
const DELAYED = 'until tc qdisc replace dev dut3 root netem delay 20ms; do sleep 0.1; done';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.skipIf(!inject('lab').available)('a run on one machine with software NICs', () => {
  let folder = '';
  let machine: Host;
  let before: unknown;
  let call: Call;
  let archive = '';
  let testbedFile = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-one-machine-'));
    const file = join(folder, `${NAME}.yaml`);
    testbedFile = file;
    const text = await readFile(SHIPPED, 'utf8');
    await writeFile(file, text.replace(/^name: .*$/m, `name: ${NAME}`));
    const playbook = join(folder, 'case-2.yaml');
    await writeFile(playbook, PLAYBOOK);
    const loaded = await loadTestbed(file);
    const { connections } = await labUp(loaded.file, loaded.folder, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    const connection = connections.all;
    if (connection === undefined) throw new Error('the lab has no machine');
    machine = await openHost('all', connection);
    await machine.run(ADDRESSES_SETTLED);
    before = await machineState(machine);
    call = await vrbench(['run', '-t', file, playbook, '-r', join(folder, 'results')]);
    archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
  }, 600_000);
  afterAll(async () => {
    await machine[Symbol.asyncDispose]();
    await labDown(NAME);
    await rm(folder, { recursive: true });
  });

  it('ends well, and says in its report what the figures come from', () => {
    expect(call.exitCode, call.stderr).toBe(0);
    expect(call.stdout).toMatch(/^figures: emulated \(\w+, \d+ host cores?, software NIC\)$/m);
  });

  it('leaves the machine as it was', async () => {
    expect(await machineState(machine)).toEqual(before);
  });

  it('accounts for every frame, in rings, the backlog queue and at the sink', async () => {
    const { trials } = await readTrials(archive);
    expect(trials.length).toBeGreaterThanOrEqual(DATA_PLANES.length * 3);
    for (const { result } of trials) {
      const located = result.losses.reduce((sum, { frames }) => sum + frames, 0);
      expect(result.counts.offered).toBe(result.counts.receivedBySink + located);
      expect(result.unlocated).toBe(0);
    }
  });

  it('overloads the DUT, and only the softnet data plane loses frames in the backlog queue', async () => {
    const { trials } = await readTrials(archive);
    const overloaded = trials.filter(({ result }) => result.request.intendedLoad > 100_000);
    const queued = DATA_PLANES.filter((name) =>
      overloaded
        .filter(({ dataPlane }) => dataPlane === name)
        .some(({ result }) => result.losses.some(({ location }) => location === 'backlog-queue')),
    );
    expect(queued).toEqual(['softnet-macvlan']);
  });

  it('archives which module made the ports', async () => {
    const { setup } = await readRun(archive);
    expect(setup?.softwareNic?.name).toBe('softnic');
    expect(setup?.roles.dut.ports.map(({ driver }) => driver)).toEqual([
      'softnic',
      'softnic',
      'softnic',
    ]);
  });

  it('times frames by its one clock, from when they were sent, within the bound', async () => {
    const playbook = join(folder, 'latency.yaml');
    await writeFile(playbook, LATENCY);
    const watched = watchTransits(machine, ['dut0', 'dut3'], LATENCY_FRAMES);
    const delayed = machine.run(['sh', '-c', `exec 2>&1; ${DELAYED}`], { deadline: seconds(280) });
    const timed = await vrbench(['run', '-t', testbedFile, playbook, '-r', folder]);
    await delayed;
    expect(timed.exitCode, timed.stderr).toBe(0);
    const archived = /^archive: (.*)$/m.exec(timed.stdout)?.[1] ?? '';
    const [trial] = (await readTrials(archived)).trials;
    const inDut = (await watched).map(({ came, went }) => between(came, went));
    expect(inDut).toHaveLength(LATENCY_FRAMES);
    const latency = trial?.result.latency;
    if (latency?.state !== 'measured') throw new Error(timed.stderr);
    expect(latency.clocks).toEqual({ kind: 'one-clock', bound: 0 });

    const ofTagged = inDut[LATENCY_TAGGED - 1] ?? NaN;
    expect(ofTagged).toBeGreaterThan(20_000_000);
    expect(latency.tagged?.atMost).toBeGreaterThan(ofTagged + 10_000_000);
    expect(latency.tagged?.atLeast).toBeLessThan(ofTagged + 10_000_000);
    expect(latency.tagged?.value).toBeGreaterThan(ofTagged - 10_000_000);
    const ofAll = mean(inDut.slice(0, -1));
    expect(latency.distribution?.mean.atMost).toBeGreaterThan(ofAll);
    expect(latency.distribution?.mean.atLeast).toBeLessThan(ofAll + 10_000_000);
    // Not the run's doing.
    await machine.run(['rmmod', 'sch_netem']);
    expect(await machineState(machine)).toEqual(before);
  });
});
