import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { fitFindings } from '../../../src/config/fit.js';
import { loadTestbed } from '../../../src/config/load.js';
import { playbookFindings } from '../../../src/config/playbook-checks.js';
import { playbookSchema, type Playbook } from '../../../src/config/playbook.js';
import { expectedPlaybook } from '../../../src/config/stated/reference.js';
import type { TestbedFile } from '../../../src/config/testbed/testbed-file.js';
import { networksOf, playbookOf } from '../../../src/config/networks/networks.js';
import { DATA_PLANES } from '../../../src/model/data-plane.js';
import { MODIFIER_MEANINGS } from '../../../src/model/modifier.js';
import { namesOf } from '../../../src/model/meanings.js';
import { networkInTurn } from '../../../src/model/network/network.js';
import { DESTINATIONS, DIRECTIONS, PROTOCOLS } from '../../../src/model/network/traffic.js';
import { testOf } from '../../../src/rfc2544/tests/index.js';
import { blueprintOf } from '../../../src/session/plan/blueprint.js';
import { planOf } from '../../../src/session/plan/plan.js';
import { plannedTopology } from '../../../src/session/plan/planned-topology.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';

const FOLDER = fileURLToPath(new URL('../../../testbeds/', import.meta.url));

const count = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 5 }), weight: 5 },
  fc.constantFrom(32, 64, 256),
);

const routerTraffic = fc.oneof(
  fc.record({ router: fc.nat(4), share: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ router: fc.nat(4), load: fc.constantFrom('1 pps', '900 pps', '90 kpps', '2 Mpps') }),
);

const procedure = fc.constantFrom(
  { test: 'load-sweep', intendedLoads: ['1 kpps', '100 kpps'] },
  { test: 'throughput', minimumLoad: '1 kpps', resolution: '5 %' },
  { test: 'mlrsearch', minimumLoad: '10 kpps', resolution: '5 %' },
  { test: 'frame-loss-rate', step: '10 %' },
  { test: 'back-to-back', longestBurst: '10 ms', step: 64 },
  { test: 'system-recovery' },
  { test: 'latency' },
  { test: 'soak', load: '5 kpps' },
  { test: 'soak', load: '20 pps', trialDuration: '1 s' },
  { test: 'load-sweep', intendedLoads: ['3 pps', '9 pps', '1001 pps'] },
);

/** Networks of a playbook that has several. */
const networks = fc.uniqueArray(
  fc.record(
    {
      name: fc.constantFrom('one', 'other', 'third'),
      traffic: fc.record(
        {
          destinations: fc.constantFrom(...DESTINATIONS),
          direction: fc.constantFrom(...DIRECTIONS),
        },
        { requiredKeys: [] },
      ),
      routers: fc.record(
        { count, interfaces: count, traffic: fc.constant('in-turn') },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['name'] },
  ),
  { selector: ({ name }) => name, minLength: 1, maxLength: 3 },
);

/** Playbooks as in files, most of them valid. */
const playbooks: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.record({
      name: fc.constant('random'),
      ingressPorts: fc.integer({ min: 1, max: 3 }),
      egressPorts: fc.integer({ min: 1, max: 2 }),
      dataPlanes: fc.uniqueArray(fc.constantFrom(...DATA_PLANES), { minLength: 1, maxLength: 3 }),
      frameSizes: fc.constantFrom([64], [82, 1518], [128]),
      traffic: fc.record({
        protocol: fc.constantFrom(...PROTOCOLS),
        destinations: fc.constantFrom(...DESTINATIONS),
        direction: fc.constantFrom(...DIRECTIONS),
      }),
      routers: fc.record(
        {
          count,
          ports: fc.constantFrom('shared', 'own'),
          interfaces: count,
          routes: fc.constantFrom(0, 1, 3, 512, 4096),
          traffic: fc.array(routerTraffic, { minLength: 1, maxLength: 3 }),
        },
        { requiredKeys: [] },
      ),
      modifiers: fc.constantFrom(['none'], namesOf(MODIFIER_MEANINGS)),
      trial: fc.constantFrom({ duration: '1 s' }, { duration: '60 s', learning: 3, warmUp: '1 s' }),
      procedures: fc.array(procedure, { minLength: 1, maxLength: 3 }),
    }),
    fc.option(networks),
  )
  .map(([playbook, several]) => (several === null ? playbook : { ...playbook, networks: several }));

/** One that fits the ports of some testbeds. */
const TWO_ROUTERS = {
  name: 'random',
  ingressPorts: 2,
  egressPorts: 2,
  dataPlanes: [...DATA_PLANES].filter((name) => name !== 'ip-forwarder'),
  frameSizes: [64],
  traffic: { protocol: 'ipv4', destinations: 'many', direction: 'unidirectional' } as const,
  routers: { count: 2, ports: 'own', interfaces: 3, traffic: [{ router: 1, share: 1 }] } as const,
  modifiers: ['none'] as const,
  trial: { duration: '1 s' },
  procedures: [{ test: 'load-sweep', intendedLoads: ['3 pps', '1 kpps'] }],
};

/** Every stream has a frame to send at each load that a playbook names. */
const expectShared = (testbed: TestbedFile, playbook: Playbook): void => {
  const topology = plannedTopology(testbed, playbook);
  const { roles, clocks } = testbed;
  for (const planned of blueprintOf({ roles, clocks, folder: FOLDER }, playbook, topology)
    .dataPlanes) {
    const own = playbookOf(playbook, planned.networkName);
    const inTurn = own.routers.traffic === 'in-turn' ? own.routers.count - 1 : undefined;
    const { streams } = networkInTurn(planned.network, inTurn);
    for (const spec of playbook.procedures) {
      const duration = testOf(spec).shortestTrial(spec, own);
      if (duration === undefined) continue;
      for (const [intendedLoad] of testOf(spec).loads(spec)) {
        const flows = flowsOf({ intendedLoad, duration }, streams);
        expect(Math.min(...flows.map((flow) => flow.count))).toBeGreaterThan(0);
      }
    }
  }
};

/** What the planning of loads depends on: links, kinds of ports, senders and counters. */
const kindOf = ({ lab, roles, links, softwareNic, linkSpeed }: TestbedFile): string => {
  const { generator, dut, sink } = roles;
  const deterministic = lab?.kind === 'deterministic';
  return JSON.stringify([
    ...[deterministic, links, softwareNic, linkSpeed],
    ...[generator.sending, dut.cpus, sink.counting],
  ]);
};

describe('a plan', () => {
  let testbeds: readonly TestbedFile[];
  beforeAll(async () => {
    const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
    const all = await Promise.all(
      names.map(async (name) => (await loadTestbed(`${FOLDER}${name}`)).file),
    );
    // Testbeds of one kind are planned alike.
    testbeds = [...new Map(all.map((file) => [kindOf(file), file])).values()];
  });

  it('exists for every playbook without findings, and its loads can be divided, on every kind of shipped testbed', () => {
    let planned = 0;
    fc.assert(
      fc.property(playbooks, (asked) => {
        const playbook = expectedPlaybook(playbookSchema.parse(asked));
        if (playbookFindings(playbook).length > 0) return;
        for (const testbed of testbeds) {
          if (fitFindings(testbed, playbook).length > 0) continue;
          const { dataPlanes } = planOf(testbed, FOLDER, playbook);
          const names = networksOf(playbook).map(({ name }) => name);
          expect(dataPlanes.map(({ name, network }) => [name, network])).toEqual(
            playbook.dataPlanes.flatMap((name) => names.map((network) => [name, network])),
          );
          expectShared(testbed, playbook);
          planned += 1;
        }
      }),
      { numRuns: 400, examples: [[TWO_ROUTERS]] },
    );
    expect(planned).toBeGreaterThan(0);
  });

  it('brings up the calibration cable, and tunes its ports like the others', async () => {
    const { file } = await loadTestbed(`${FOLDER}two-machine-lab.yaml`);
    const playbook = expectedPlaybook(
      playbookSchema.parse({ ...TWO_ROUTERS, ingressPorts: 1, egressPorts: 1, routers: {} }),
    );
    const shown = ({ calibration }: Pick<TestbedFile, 'calibration'>): string => {
      const { base } = planOf({ ...file, calibration, tuning: 'paper' }, FOLDER, playbook);
      const ofTester = base.filter(({ machine }) => machine === 'tester');
      return JSON.stringify(ofTester.map(({ commands }) => commands));
    };
    const [plain, calibrated] = [shown({}), shown(file)];
    for (const port of ['eth3', 'eth4']) {
      expect(plain).not.toContain(port);
      expect(calibrated).toContain(`dev ${port} up`);
      expect(calibrated).toContain(`["ethtool","-A","${port}"`);
    }
    expect(calibrated).toContain('net/ipv4/conf/eth4/forwarding');
  });

  it('makes the DUT a bridge if the tester is calibrated through it', () => {
    const testbed = testbeds.find(({ name }) => name === 'three-machine') ?? expect.fail();
    const playbook = expectedPlaybook(
      playbookSchema.parse({ ...TWO_ROUTERS, ingressPorts: 1, egressPorts: 1, routers: {} }),
    );
    const plain = planOf({ ...testbed, calibration: undefined }, FOLDER, playbook).base;
    const { base } = planOf({ ...testbed, calibration: 'bridge' }, FOLDER, playbook);
    const added = base.slice(plain.length);
    expect(added.map(({ machine, kind }) => `${machine} ${kind}`)).toEqual([
      'dut modprobe',
      'dut sysctl',
      'dut interfaces',
      'dut transient-sysctl',
      'dut interfaces',
    ]);
    const text = added.flatMap(({ commands }) => commands.map(({ stdin = '' }) => stdin)).join('');
    for (const port of ['enp3s0f0', 'enp4s0f1']) {
      expect(text).toContain(`dev ${port} master vrbench-cal`);
    }
    for (const port of ['enp3s0f1', 'enp4s0f0']) expect(text).not.toContain(port);
  });

  it('tunes ports of every role once they are up, and none if the testbed has no tuning', () => {
    const testbed = testbeds.find(({ name }) => name === 'three-machine') ?? expect.fail();
    const playbook = expectedPlaybook(
      playbookSchema.parse({ ...TWO_ROUTERS, ingressPorts: 1, egressPorts: 1, routers: {} }),
    );
    const plain = planOf(testbed, FOLDER, playbook).base.map(({ kind }) => kind);
    const { base } = planOf({ ...testbed, tuning: 'paper' }, FOLDER, playbook);
    expect(base.slice(0, plain.length).map(({ kind }) => kind)).toEqual(plain);
    expect(base.slice(plain.length).map(({ machine, kind }) => `${machine} ${kind}`)).toEqual([
      'generator pause',
      'generator coalescing',
      'dut irqbalance',
      'dut channels',
      'dut pause',
      'dut coalescing',
      'dut irq-affinity',
      'dut rps',
      'sink pause',
      'sink coalescing',
    ]);
    const shown = base.flatMap(({ commands }) => commands.map(({ argv }) => argv.join(' ')));
    expect(shown).toContain('ethtool -A enp3s0f0 autoneg off rx off tx off');
    // Ports that the playbook does not use are left alone.
    expect(shown.join(' ')).not.toContain('enp3s0f1 autoneg');
  });
});
