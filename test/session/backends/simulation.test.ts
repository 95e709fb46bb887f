import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../src/config/load.js';
import { DATA_PLANES, dataPlaneFacts } from '../../../src/model/data-plane.js';
import { Interrupted } from '../../../src/model/failure.js';
import { lineRate } from '../../../src/model/frame.js';
import { inSeconds, pps } from '../../../src/model/units.js';
import { readRun, readTrials } from '../../../src/results/read-run.js';
import { conformanceOf } from '../../../src/rfc2544/conformance/conformance.js';
import { archiveRun } from '../../../src/session/archive/archive-run.js';
import { SIMULATED_DEVICES } from '../../../src/rfc2544/simulated-device/by-data-plane.js';
import {
  SIMULATED_TESTBED,
  simulatePlaybook,
  simulationText,
} from '../../../src/session/backends/simulation.js';
import { shown } from '../../report/shown.js';
import { withFile } from '../../config/examples.js';

const PLAYBOOK = `name: simulated
dataPlanes: [${DATA_PLANES.join(', ')}]
trial: { duration: 60 s }
procedures:
  - { test: throughput, minimumLoad: 10 kpps, maximumLoad: 1400 kpps, resolution: 1 % }
  - { test: load-sweep, intendedLoads: [600 kpps, 1000 kpps] }
`;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vrbench-simulation-'));
});
afterEach(() => rm(root, { recursive: true }));

/** All six tests, with the loads left open. */
const SIX_TESTS = `name: six-tests
dataPlanes: [ip-forwarder, softnet-macvlan, napi-macvlan]
frameSizes: [64, 256, 1518]
trial: { duration: 60 s }
procedures:
  - { test: throughput, minimumLoad: 10 kpps, resolution: 0.5 % }
  - { test: latency, repeats: 2 }
  - { test: frame-loss-rate, step: 10 % }
  - { test: back-to-back, longestBurst: 300 ms, repeats: 2 }
  - { test: system-recovery }
  - { test: reset, kind: module-reload, repeats: 2 }
`;

const simulated = async (
  signal = new AbortController().signal,
  devices = SIMULATED_DEVICES,
  yaml = PLAYBOOK,
) => {
  const { playbook, stated, text } = await withFile(yaml, loadPlaybook);
  await using archived = await archiveRun({
    root,
    testbed: SIMULATED_TESTBED,
    playbook,
    stated,
    inputs: { testbed: simulationText(), playbook: text },
    vrbench: { version: '0.1.0', commit: null },
  });
  const { runId, folder, record } = archived;
  const announce = () => undefined;
  const { linkSpeed } = SIMULATED_TESTBED;
  const order = { playbook, linkSpeed, runId, signal, emit: record, announce };
  const run = simulatePlaybook(order, devices);
  const ended = await run.catch((error: unknown) => error);
  return { folder, ended, run: await readRun(folder), ...(await readTrials(folder)) };
};

describe('a simulated run', () => {
  it('finds the throughput of each device, and is archived like a real run', async () => {
    const { run, trials, folder } = await simulated();
    expect(run).toMatchObject({
      state: { state: 'complete' },
      environment: { kind: 'simulated' },
      setup: null,
    });
    expect(trials.map(({ sequence }) => sequence)).toEqual(trials.map((_, index) => index + 1));
    for (const { dataPlane, result } of run.results) {
      if (result.test !== 'throughput') continue;
      const { capacity } = SIMULATED_DEVICES[dataPlane];
      if (result.outcome.state !== 'found') throw new Error('not found');
      expect(result.outcome.lower.load).toBeLessThanOrEqual(capacity);
      expect(result.outcome.upper.load).toBeGreaterThan(capacity);
    }
    const testbed = await readFile(join(folder, 'inputs/testbed.yaml'), 'utf8');
    expect(testbed).toMatch(
      /^# simulated: no router was measured, links of 1000 Mb\/s\nip-forwarder:\n {2}capacity: 785000/,
    );
  });

  it('says that no router was measured, and shows plateau and collapse', async () => {
    const { run, trials } = await simulated();
    const text = shown(run, trials);
    expect(text).toContain('figures: simulated: no router was measured\n');
    expect(text).toContain(
      'media: Ethernet, 1 ingress port, links of 1000 Mb/s\n' +
        'traffic: UDP echo over IPv4, steady, one destination per port, one way\ntrials: ',
    );
    expect(text).toMatch(
      /^napi-macvlan: throughput 697\.4 kpps at 64 bytes \(line rate 1488 kpps\)/m,
    );
    expect(text).toMatch(/^data plane +frame size {2}line rate {2}throughput /m);
    expect(text).toMatch(/^napi-macvlan +64 +1488 +697\.4 /m);
    expect(text).toMatch(/^24 +SHOULD +trials of at least 60 s +met: trials /m);
    const narrow = shown(run, trials, { width: 80 });
    expect(narrow.split('\n').filter(({ length }) => length > 80)).toEqual([]);
    expect(text).toMatch(/^napi-macvlan +64 +1000 +1000 +700\.0 /m);
    expect(text).toMatch(/^softnet-macvlan +64 +1000 +1000 +535\.0 /m);
  });

  it('gives the same figures each time', async () => {
    const [one, other] = [await simulated(), await simulated()];
    expect(one.run.results).toEqual(other.run.results);
  });

  it('repeats everything under each modifier, and names it', async () => {
    // Modifiers need routers in an IP stack of the DUT's kernel.
    const changed = DATA_PLANES.filter((name) => dataPlaneFacts(name).outside === undefined);
    const plain = PLAYBOOK.replace(DATA_PLANES.join(', '), changed.join(', '));
    const modified = `${plain}modifiers: [none, filters-25]\ntraffic: { destinations: many }\n`;
    const bare = await simulated(undefined, undefined, plain);
    const { run, trials } = await simulated(undefined, undefined, modified);
    expect(run.results).toHaveLength(2 * bare.run.results.length);
    expect(trials).toHaveLength(2 * bare.trials.length);
    const under = (modifier?: string) => run.results.filter((cell) => cell.modifier === modifier);
    expect(under().map(({ dataPlane, procedure }) => [dataPlane, procedure])).toEqual(
      under('filters-25').map(({ dataPlane, procedure }) => [dataPlane, procedure]),
    );
    const text = shown(run, trials);
    expect(text).toContain(
      'traffic: UDP echo over IPv4, steady, destinations in 256 networks, one way\n',
    );
    expect(text).toMatch(/^napi-macvlan( \+ filters-25)? +64 /m);
  });

  it('repeats everything in each network, and names it', async () => {
    const networks = `${PLAYBOOK}networks:
  - { name: one router }
  - name: 8 routers
    dataPlanes: [softnet-macvlan, napi-macvlan]
    traffic: { direction: bidirectional }
    routers: { count: 8, traffic: in-turn }
`;
    const { run, trials } = await simulated(undefined, undefined, networks);
    expect(run.state).toEqual({ state: 'complete' });
    expect(run).not.toHaveProperty('traffic');
    expect(run).not.toHaveProperty('media');
    expect(run).toMatchObject({
      asked: {
        networks: [
          { name: 'one router', dataPlanes: DATA_PLANES },
          { name: '8 routers', dataPlanes: ['softnet-macvlan', 'napi-macvlan'] },
        ],
      },
      networks: [
        { name: 'one router', media: { ingressPorts: 1 }, routers: { count: 1 } },
        {
          name: '8 routers',
          media: { ingressPorts: 2 },
          traffic: { direction: 'bidirectional' },
          routers: { count: 8, traffic: 'in-turn' },
        },
      ],
    });
    const of = (name: string) => trials.filter(({ network }) => network === name);
    expect(of('one router').length + of('8 routers').length).toBe(trials.length);
    expect(new Set(of('one router').map(({ result }) => result.request.router))).toEqual(
      new Set([undefined]),
    );
    const turns = of('8 routers').filter(
      ({ dataPlane, procedure }) => dataPlane === 'napi-macvlan' && procedure === 0,
    );
    expect(turns.map(({ result }) => result.request.router)).toEqual(
      turns.map((_, turn) => turn % 8),
    );
    expect(run.results).toHaveLength(2 * (DATA_PLANES.length + 2));
    expect(run.conformance).toEqual(conformanceOf(run, trials));
    const text = shown(run, trials);
    expect(text).toContain('network: 8 routers: routers 8, with shared ports; frames for one of');
    expect(text).toMatch(
      /^napi-macvlan, 8 routers: throughput 698\.6 kpps at 64 bytes \(line rate 2976 kpps\)/m,
    );
    expect(text).toMatch(/^napi-macvlan +8 routers +64 +2976 +698\.6 /m);
    expect(text).toContain('Forwarding rate over offered load, 8 routers, 64 bytes');
    expect(text).toContain('Throughput over networks, 64 bytes');
    expect(text).toContain('1 one router, 2 8 routers');
    const narrow = shown(run, trials, { width: 80 });
    expect(narrow.split('\n').filter(({ length }) => length > 80)).toEqual([]);
  });

  it('archives what was asked for, and how many trials were made', async () => {
    const { run, trials } = await simulated();
    expect(run).toMatchObject({
      asked: {
        dataPlanes: DATA_PLANES,
        modifiers: ['none'],
        frameSizes: [64],
        procedures: [
          { test: 'throughput', loads: { minimumLoad: 10_000, maximumLoad: 1_400_000 } },
          { test: 'load-sweep', loads: { 'intendedLoads.0': 600_000 } },
        ],
      },
      trials: trials.length,
      dutSetups: [],
    });
    expect(run.conformance).toEqual(conformanceOf(run, trials));
  });

  it('is interrupted like any run', async () => {
    const { ended, run } = await simulated(AbortSignal.abort());
    expect(ended).toBeInstanceOf(Interrupted);
    expect(run.state).toEqual({ state: 'interrupted' });
  });

  it('continues if a device forwards nothing: its throughput is 0', async () => {
    const dead = { ...SIMULATED_DEVICES['softnet-macvlan'], capacity: pps(0), bufferDepth: 0 };
    const devices = { ...SIMULATED_DEVICES, 'softnet-macvlan': dead };
    const { run, ended } = await simulated(new AbortController().signal, devices, SIX_TESTS);
    expect(ended).toBeUndefined();
    expect(run.state).toEqual({ state: 'complete' });
    expect(run.results).toHaveLength(3 * 3 * 6);
    for (const { dataPlane, result } of run.results) {
      if (!('outcome' in result)) continue;
      const { state } = result.outcome;
      if (dataPlane === 'softnet-macvlan') {
        expect(state).toBe(result.test === 'throughput' ? 'zero' : 'not-applicable');
      } else if (result.test === 'throughput') expect(state).toMatch(/^(found|maximum)$/);
      else if (result.test === 'latency' || result.test === 'reset') expect(state).toBe('measured');
    }
  });

  it.each(['rfc2544-short', 'rfc2544-full'])('has all six tests of playbooks/%s', async (name) => {
    const yaml = await readFile(
      new URL(`../../../playbooks/${name}.yaml`, import.meta.url),
      'utf8',
    );
    const { run, trials } = await simulated(undefined, SIMULATED_DEVICES, yaml);
    expect(run.state).toEqual({ state: 'complete' });
    const six = [
      'throughput',
      'latency',
      'frame-loss-rate',
      'back-to-back',
      'system-recovery',
      'reset',
    ];
    const sizes = new Set(run.results.map(({ frameSize }) => frameSize));
    for (const size of sizes) {
      const of = run.results.filter(({ frameSize }) => frameSize === size);
      expect([...new Set(of.map(({ result }) => result.test))]).toEqual(six);
    }
    const text = shown(run, trials);
    const narrow = shown(run, trials, { width: 80 });
    expect(narrow.split('\n').filter(({ length }) => length > 80)).toEqual([]);
    const graphs = (of: RegExp): number => [...text.matchAll(of)].length;
    expect(graphs(/^rate in kpps over frame size in bytes:$/gm)).toBe(sizes.size > 1 ? 1 : 0);
    expect(graphs(/^loss in % over offered load in %:$/gm)).toBe(
      new Set(run.results.map(({ dataPlane }) => dataPlane)).size,
    );
  });

  it("finds each device's true buffer, latency, recovery and reset time", async () => {
    const { run } = await simulated(new AbortController().signal, SIMULATED_DEVICES, SIX_TESTS);
    for (const { dataPlane, frameSize, result } of run.results) {
      if (!('outcome' in result) || !('average' in result.outcome)) continue;
      const device = SIMULATED_DEVICES[dataPlane];
      if (result.test === 'back-to-back') {
        const { correctedBufferTime } = result.outcome;
        const frames = inSeconds(correctedBufferTime) * lineRate(frameSize, 1e9);
        // The throughput during the burst is known to 0.5 %.
        const depth = device.bufferDepth ?? 0;
        expect(Math.abs(frames / depth - 1)).toBeLessThan(0.01);
      } else if (result.test === 'latency') {
        expect(result.outcome.average).toBe(device.latency);
      } else {
        const [known = 0, load] =
          result.test === 'reset'
            ? [device.resetTime, result.load]
            : [device.recoveryTime, 'reducedLoad' in result ? result.reducedLoad : null];
        // Exact to the time between two frames.
        expect(Math.abs(result.outcome.average - known)).toBeLessThanOrEqual(1e9 / (load ?? 1) + 1);
      }
    }
    const measured = run.results.filter(
      ({ result }) => 'outcome' in result && 'average' in result.outcome,
    );
    expect(new Set(measured.map(({ result }) => result.test))).toEqual(
      new Set(['latency', 'back-to-back', 'system-recovery', 'reset']),
    );
  });
});
