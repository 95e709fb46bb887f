import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DATA_PLANES } from '../../src/model/data-plane.js';
import { readTrials } from '../../src/results/read-run.js';
import { bootOneMachine, type OneMachine } from './one-machine.js';

const TRIAL = {
  duration: '500 ms',
  warmUp: '200 ms',
  residualWait: '200 ms',
  restabilise: '0 ms',
  // What is tested is not how fast this computer is.
  offeredLoadTolerance: '100 %',
};
/** The data plane that is the machine's own IP stack has one router. */
const VIRTUAL = DATA_PLANES.filter((name) => name !== 'ip-forwarder');

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

describe.skipIf(!inject('lab').available)('two routers', () => {
  let lab: OneMachine;
  beforeAll(async () => {
    // The module knows frames of one stream from those of another.
    lab = await bootOneMachine('two-pairs-lab', 'e2e-routers', (text) =>
      text.replace('    namespace: sink\n', '    namespace: sink\n    counting: frame-sink\n'),
    );
  }, 600_000);
  afterAll(() => lab[Symbol.asyncDispose]());

  it('with a pair of ports each carry a share and a load of their own, told apart', async () => {
    const before = await lab.state();
    const { call, archive } = await lab.run({
      name: 'pairs',
      ingressPorts: 2,
      egressPorts: 2,
      dataPlanes: VIRTUAL,
      routers: {
        count: 2,
        ports: 'own',
        traffic: [
          { router: 0, share: 1 },
          { router: 1, load: '500 pps' },
        ],
      },
      trial: TRIAL,
      procedures: [{ test: 'load-sweep', intendedLoads: ['2 kpps'] }],
    });
    expect(call.exitCode, call.stderr).toBe(0);
    const { trials } = await readTrials(archive);
    const measured = trials.filter(({ result }) => result.request.warmUp !== true);
    expect(measured.map(({ dataPlane }) => dataPlane)).toEqual(VIRTUAL);
    for (const { result } of measured) {
      expect(result.validity).toEqual({ state: 'valid' });
      expect(result.streams).toMatchObject([
        { stream: 'r0:gen0>sink0', router: 0, counts: { offered: 750, receivedBySink: 750 } },
        { stream: 'r1:gen1>sink1', router: 1, counts: { offered: 250, receivedBySink: 250 } },
      ]);
      expect(result.unlocated).toBe(0);
    }
    expect(await lab.state()).toEqual(before);
  });

  it('that share their ports get the frames that are theirs, and no others', async () => {
    const before = await lab.state();
    const { call, archive } = await lab.run({
      name: 'shared',
      ingressPorts: 1,
      egressPorts: 2,
      dataPlanes: VIRTUAL,
      routers: {
        count: 2,
        ports: 'shared',
        traffic: [
          { router: 0, share: 3 },
          { router: 1, share: 1 },
        ],
      },
      trial: TRIAL,
      procedures: [{ test: 'load-sweep', intendedLoads: ['2 kpps'] }],
    });
    expect(call.exitCode, call.stderr).toBe(0);
    const { trials } = await readTrials(archive);
    const measured = trials.filter(({ result }) => result.request.warmUp !== true);
    expect(measured).toHaveLength(VIRTUAL.length);
    for (const { result } of measured) {
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

  it('forward IPv6 for many networks as well', async () => {
    const { call, archive } = await lab.run({
      name: 'ipv6',
      ingressPorts: 2,
      egressPorts: 2,
      dataPlanes: VIRTUAL,
      frameSizes: [128],
      traffic: { protocol: 'ipv6', destinations: 'many' },
      routers: { count: 2, ports: 'own', routes: 32 },
      trial: TRIAL,
      procedures: [{ test: 'load-sweep', intendedLoads: ['1 kpps'] }],
    });
    expect(call.exitCode, call.stderr).toBe(0);
    const { trials } = await readTrials(archive);
    for (const { result } of trials) {
      expect(result.counts.receivedBySink).toBe(result.counts.offered);
      expect(result.streams).toHaveLength(2);
    }
  });
});
