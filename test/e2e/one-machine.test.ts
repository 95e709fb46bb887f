import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { between } from '../../src/model/instant.js';
import { DATA_PLANES } from '../../src/model/data-plane.js';
import { seconds } from '../../src/model/units.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import type { Call } from '../cli/vrbench.js';
import { watchTransits } from './dut-transits.js';
import { bootOneMachine, type OneMachine } from './one-machine.js';

const PLAYBOOK = {
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
  },
  procedures: [
    { test: 'latency', throughput: '50 pps', duration: '2 s', tagAfter: '1 s', repeats: 1 },
  ],
};
const DELAYED = 'until tc qdisc replace dev dut3 root netem delay 20ms; do sleep 0.1; done';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** A veth, and the paper's macvlan, hand frames over by netif_rx, which queues them. */
const QUEUEING = ['softnet-macvlan', 'veth-bridge', 'tc-redirect'];

describe.skipIf(!inject('lab').available)('a run on one machine with software NICs', () => {
  let lab: OneMachine;
  let before: unknown;
  let call: Call;
  let archive = '';

  beforeAll(async () => {
    lab = await bootOneMachine('one-machine-lab', 'e2e-one-machine');
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
    const { trials } = await readTrials(archive);
    expect(trials.length).toBeGreaterThanOrEqual(DATA_PLANES.length * 3);
    for (const { result } of trials) {
      const located = result.losses.reduce((sum, { frames }) => sum + frames, 0);
      expect(result.counts.offered).toBe(result.counts.receivedBySink + located);
      expect(result.unlocated).toBe(0);
    }
  });

  it('overloads the DUT, and only data planes that queue frames lose them in the backlog queue', async () => {
    const { trials } = await readTrials(archive);
    const overloaded = trials.filter(({ result }) => result.request.intendedLoad > 100_000);
    const queued = DATA_PLANES.filter((name) =>
      overloaded
        .filter(({ dataPlane }) => dataPlane === name)
        .some(({ result }) => result.losses.some(({ location }) => location === 'backlog-queue')),
    );
    expect(queued).toEqual(DATA_PLANES.filter((name) => QUEUEING.includes(name)));
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
    const { machine } = lab;
    const watched = watchTransits(machine, ['dut0', 'dut3'], LATENCY_FRAMES);
    const delayed = machine.run(['sh', '-c', `exec 2>&1; ${DELAYED}`], { deadline: seconds(280) });
    const { call: timed, archive: archived } = await lab.run(LATENCY);
    await delayed;
    expect(timed.exitCode, timed.stderr).toBe(0);
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
    expect(await lab.state()).toEqual(before);
  });
});
