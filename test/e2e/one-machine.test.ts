import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { between } from '../../src/model/instant.js';
import { LAB_DATA_PLANES } from './data-planes.js';
import { seconds } from '../../src/model/units.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import type { Call } from '../cli/vrbench.js';
import { watchTransits } from './dut-transits.js';
import { bootOneMachine, type OneMachine } from './one-machine.js';
import { measuredRecords } from '../measured.js';

const PLAYBOOK = {
  name: 'case-2',
  ingressPorts: 2,
  dataPlanes: LAB_DATA_PLANES,
  trial: {
    duration: '500 ms',
    warmUp: '200 ms',
    residualWait: '200 ms',
    restabilise: '0 ms',
    cloneSkb: 64,
    // What is tested is not how fast this computer is.
    offeredLoadTolerance: '100 %',
    starvationTolerance: '100 %',
  },
  // Little, and more than an emulated machine ever carries.
  procedures: [{ test: 'load-sweep', intendedLoads: ['2 kpps', '900 kpps'], order: 'random' }],
};

/** 20 ms from frame to frame: as much too early is a stamp. */
const LATENCY_FRAMES = 100;
const LATENCY_TAGGED = 51;
const LATENCY = {
  name: 'latency',
  dataPlanes: ['ip-forwarder'],
  trial: {
    duration: '2 s',
    residualWait: '500 ms',
    restabilise: '0 ms',
    offeredLoadTolerance: '100 %',
    starvationTolerance: '100 %',
  },
  procedures: [
    { test: 'latency', throughput: '50 pps', duration: '2 s', tagAfter: '1 s', repeats: 1 },
  ],
};
const DELAYED = 'until tc qdisc replace dev dut2 root netem delay 20ms; do sleep 0.1; done';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** One that takes frames by their address, one of the project's modules, one with a bridge. */
const SHARING = ['macvlan', 'napi-macvlan', 'veth-bridge'];
/** The same, and one that makes a device for each port. */
const PAIRED = [...SHARING, 'tc-redirect'];
const ROUTERS_TRIAL = { ...PLAYBOOK.trial, cloneSkb: 0, warmUp: '0 ms' };

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

/** A veth, and the paper's macvlan, hand frames over by netif_rx, which queues them. */
const QUEUEING = ['softnet-macvlan', 'veth-bridge', 'tc-redirect'];

describe.skipIf(!inject('lab').available)('a run on one machine with software NICs', () => {
  let lab: OneMachine;
  let before: unknown;
  let call: Call;
  let archive = '';

  beforeAll(async () => {
    lab = await bootOneMachine('two-pairs-lab', 'e2e-one-machine');
    before = await lab.state();
    ({ call, archive } = await lab.run(PLAYBOOK));
  }, 600_000);
  afterAll(() => lab[Symbol.asyncDispose]());

  it('ends well, and says in its report what the figures come from', () => {
    expect(call.exitCode, call.stderr).toBe(0);
    expect(call.stdout).toMatch(/^figures: emulated \(\w+, \d+ host cores?, software NIC\)$/m);
  });

  it('leaves the machine as it was', async () => {
    expect(await lab.state()).toEqual(before);
  });

  it('accounts for every frame, in rings, the backlog queue and at the sink', async () => {
    const trials = measuredRecords((await readTrials(archive)).trials);
    expect(trials.length).toBeGreaterThanOrEqual(LAB_DATA_PLANES.length * 3);
    for (const { result } of trials) {
      const located = result.losses.reduce((sum, { frames }) => sum + frames, 0);
      expect(result.counts.offered).toBe(result.counts.receivedBySink + located);
      expect(result.unlocated).toBe(0);
    }
  });

  it('overloads the DUT, and only data planes that queue frames lose them in the backlog queue', async () => {
    const trials = measuredRecords((await readTrials(archive)).trials);
    const overloaded = trials.filter(({ result }) => result.request.intendedLoad > 100_000);
    const queued = LAB_DATA_PLANES.filter((name) =>
      overloaded
        .filter(({ dataPlane }) => dataPlane === name)
        .some(({ result }) => result.losses.some(({ location }) => location === 'backlog-queue')),
    );
    expect(queued).toEqual(LAB_DATA_PLANES.filter((name) => QUEUEING.includes(name)));
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

  it('gives two routers with a pair of ports each a share and a load of their own', async () => {
    const { call: routed, archive: archived } = await lab.run({
      name: 'pairs',
      ingressPorts: 2,
      egressPorts: 2,
      dataPlanes: PAIRED,
      routers: {
        count: 2,
        ports: 'own',
        traffic: [
          { router: 0, share: 1 },
          { router: 1, load: '500 pps' },
        ],
      },
      trial: ROUTERS_TRIAL,
      procedures: [{ test: 'load-sweep', intendedLoads: ['2 kpps'] }],
    });
    expect(routed.exitCode, routed.stderr).toBe(0);
    const trials = measuredRecords((await readTrials(archived)).trials);
    expect(trials.map(({ dataPlane }) => dataPlane)).toEqual(PAIRED);
    for (const { result } of trials) {
      expect(result.validity).toEqual({ state: 'valid' });
      expect(result.streams).toMatchObject([
        { stream: 'r0:gen0>sink0', router: 0, counts: { offered: 750, receivedBySink: 750 } },
        { stream: 'r1:gen1>sink1', router: 1, counts: { offered: 250, receivedBySink: 250 } },
      ]);
      expect(result.unlocated).toBe(0);
    }
    expect(await lab.state()).toEqual(before);
  });

  it('gives two routers that share an ingress port their own frames, IPv6 for many networks', async () => {
    // The module knows frames of one stream from those of another.
    const { call: routed, archive: archived } = await lab.run(
      {
        name: 'shared',
        ingressPorts: 1,
        egressPorts: 2,
        dataPlanes: SHARING,
        frameSizes: [128],
        traffic: { protocol: 'ipv6', destinations: 'many' },
        routers: {
          count: 2,
          ports: 'shared',
          routes: 32,
          traffic: [
            { router: 0, share: 3 },
            { router: 1, share: 1 },
          ],
        },
        trial: ROUTERS_TRIAL,
        procedures: [{ test: 'load-sweep', intendedLoads: ['2 kpps'] }],
      },
      'frame-sink',
    );
    expect(routed.exitCode, routed.stderr).toBe(0);
    const trials = measuredRecords((await readTrials(archived)).trials);
    expect(trials).toHaveLength(SHARING.length);
    for (const { result } of trials) {
      expect(result.validity).toEqual({ state: 'valid' });
      expect(result.streams).toMatchObject([
        {
          stream: 'r0:gen0>sink0',
          counts: { offered: 750, receivedByDut: 750, receivedBySink: 750 },
        },
        {
          stream: 'r1:gen0>sink0',
          counts: { offered: 250, receivedByDut: 250, receivedBySink: 250 },
        },
      ]);
      expect(result.counts.offered).toBe(sum(result.streams?.map((s) => s.counts.offered) ?? []));
      expect(result.unlocated).toBe(0);
    }
    expect(await lab.state()).toEqual(before);
  });

  it('times frames by its one clock, from when they were sent, within the bound', async () => {
    const { machine } = lab;
    const watched = watchTransits(machine, ['dut0', 'dut2'], LATENCY_FRAMES);
    const delayed = machine.run(['sh', '-c', `exec 2>&1; ${DELAYED}`], { deadline: seconds(280) });
    const { call: timed, archive: archived } = await lab.run(LATENCY);
    await delayed;
    expect(timed.exitCode, timed.stderr).toBe(0);
    const [trial] = measuredRecords((await readTrials(archived)).trials);
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
    expect(await lab.state()).toEqual(before);
  });
});
