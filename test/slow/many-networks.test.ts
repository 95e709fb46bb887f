import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bootOneMachine, type OneMachine } from '../e2e/one-machine.js';
import { isValid } from '../../src/model/trial.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { measuredRecords } from '../measured.js';

/** Whether frames arrive is asked, and not how many could. */
const TRIAL = {
  duration: '200 ms',
  residualWait: '100 ms',
  restabilise: '0 s',
  starvationTolerance: '100 %',
  offeredLoadTolerance: '50 %',
};
const PROCEDURES = [{ test: 'load-sweep', intendedLoads: ['1 kpps', '2 kpps', '3 kpps'] }];
const dataPlanes = ['softnet-macvlan', 'napi-macvlan'];

/** 32 routers of 4 interfaces, as in the paper's figure 6. */
const ROUTERS = {
  name: 'many-routers',
  ingressPorts: 3,
  dataPlanes,
  networks: [
    { name: '1 router' },
    { name: '32 routers', routers: { count: 32, traffic: 'in-turn' } },
  ],
  trial: TRIAL,
  procedures: PROCEDURES,
};

/** 512 interfaces with 512 routes, as in its figure 7, and as many routers as there may be. */
const INTERFACES = {
  name: 'many-interfaces',
  dataPlanes: ['ip-forwarder', ...dataPlanes],
  networks: [
    { name: '2 interfaces', routers: { routes: 512 } },
    {
      name: '512 interfaces',
      dataPlanes,
      traffic: { destinations: 'many', direction: 'bidirectional' },
      routers: { interfaces: 256, routes: 512 },
    },
    { name: '1000 routers', dataPlanes, routers: { count: 1000, traffic: 'in-turn' } },
  ],
  // A dozen frames of each of 512 streams: pktgen sends the first two at once.
  trial: { ...TRIAL, duration: '2 s' },
  procedures: [{ test: 'load-sweep', intendedLoads: ['3 kpps', '4 kpps'] }],
};

describe.skipIf(!inject('lab').available)('many routers, interfaces and routes', () => {
  let lab: OneMachine;
  let before: unknown;
  beforeAll(async () => {
    lab = await bootOneMachine('one-machine-lab', 'many-networks');
    before = await lab.state();
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  it.each([ROUTERS, INTERFACES])(
    '$name forward, one network after the other, and leave nothing',
    { timeout: 3_600_000 },
    async (playbook) => {
      const { call, archive } = await lab.run(playbook);
      expect(call, call.stderr).toMatchObject({ exitCode: 0 });
      const [run, { trials }] = [await readRun(archive), await readTrials(archive)];
      const planes = (network: string) =>
        run.results.filter((cell) => cell.network === network).map((cell) => cell.dataPlane);
      for (const { name, dataPlanes: own = playbook.dataPlanes } of run.asked?.networks ?? []) {
        expect(planes(name)).toEqual(own);
      }
      // A busy computer may break a trial, which is made again.
      const valid = measuredRecords(trials.filter(({ result }) => isValid(result)));
      const loads = playbook.procedures.flatMap(({ intendedLoads }) => intendedLoads);
      for (const { network, dataPlane } of run.results) {
        const own = valid.filter(
          (each) => each.network === network && each.dataPlane === dataPlane,
        );
        const reasons = trials.flatMap(({ result: { validity } }) =>
          validity.state === 'valid' ? [] : validity.reasons,
        );
        expect(own.length, JSON.stringify([network, dataPlane, reasons])).toBe(loads.length);
      }
      for (const { network = '', result } of valid) {
        expect(result.counts.receivedBySink, network).toBeGreaterThan(0);
        expect(result.counts.receivedBySink, network).toBe(result.counts.offered);
        const routers = new Set(result.streams?.map((each) => each.router));
        const turn = network.endsWith(' routers') ? result.request.router : 0;
        expect([...routers], network).toEqual([turn]);
      }
      expect(await lab.state()).toEqual(before);
    },
  );
});
