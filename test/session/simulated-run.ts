import fc from 'fast-check';
import { playbookFindings } from '../../src/config/playbook-checks.js';
import { playbookSchema, type Playbook } from '../../src/config/playbook.js';
import { expectedPlaybook } from '../../src/config/stated/reference.js';
import { byDataPlane } from '../../src/model/data-plane.js';
import { bitsPerSecond, milliseconds, pps } from '../../src/model/units.js';
import type { SimulatedDevice } from '../../src/rfc2544/simulated-device/simulated-device.js';
import { simulatePlaybook } from '../../src/session/backends/simulation.js';
import type { EarlierRun } from '../../src/session/resume/earlier-run.js';
import type { Guess } from '../../src/session/plan/guess.js';
import type { RunEvent } from '../../src/session/run/events.js';

/** Of the links of simulated runs. */
export const LINK_SPEED = bitsPerSecond(1e9);

/** The same device for every data plane. */
export const allTheSame = (device: SimulatedDevice): Guess => byDataPlane(() => device);

/** The events of a run on simulated devices. @param earlier what was measured before it was stopped */
export const simulatedEvents = async (
  playbook: Playbook,
  devices: Guess,
  earlier?: EarlierRun,
): Promise<readonly RunEvent[]> => {
  const events: RunEvent[] = [];
  const emit = (event: RunEvent): Promise<void> => {
    events.push(event);
    return Promise.resolve();
  };
  const { signal } = new AbortController();
  const announce = (): undefined => undefined;
  const order = { playbook, linkSpeed: LINK_SPEED, earlier, runId: 'x', signal, emit, announce };
  await simulatePlaybook(order, devices);
  return events;
};

/** Every test that a playbook can request, with few repeats. */
const PROCEDURES = [
  {
    test: 'load-sweep',
    intendedLoads: ['20 kpps', '70 kpps', '80 kpps'],
    repeats: 2,
    order: 'random',
  },
  { test: 'throughput', minimumLoad: '1 kpps', resolution: '0.5 %' },
  { test: 'throughput', minimumLoad: '2 kpps', resolution: '2 %', repeats: 3 },
  { test: 'mlrsearch', minimumLoad: '10 kpps', resolution: '1 %', goals: ['rfc2544', 'csit-pdr'] },
  { test: 'mlrsearch', minimumLoad: '50 kpps', resolution: '5 %', goals: ['tst009', 'csit-ndr'] },
  { test: 'latency', repeats: 3 },
  { test: 'frame-loss-rate', step: '7 %' },
  { test: 'back-to-back', longestBurst: '100 ms', step: 16, repeats: 3 },
  { test: 'system-recovery', repeats: 2 },
  { test: 'reset', kind: 'interface', after: '15 s', repeats: 2 },
  { test: 'soak', totalDuration: '3 min' },
];

/** Playbooks with random procedures, in a valid order. */
export const playbooks: fc.Arbitrary<Playbook> = fc
  .record({
    name: fc.constant('random'),
    dataPlanes: fc.constantFrom(
      ['napi-macvlan'],
      ['ip-forwarder', 'softnet-macvlan'],
      ['macvlan', 'softnet-macvlan'],
    ),
    frameSizes: fc.constantFrom([64], [64, 512], [1518]),
    trial: fc.constantFrom(
      { duration: '60 s' },
      { duration: '1 s', warmUp: '5 s', restabilise: '0 s' },
    ),
    order: fc.constantFrom('by-data-plane', 'interleaved'),
    networks: fc.constantFrom(
      undefined,
      [{ name: 'only' }],
      [{ name: 'plain' }, { name: 'turns', routers: { count: 3, traffic: 'in-turn' } }],
    ),
    procedures: fc.shuffledSubarray(PROCEDURES, { minLength: 1 }),
  })
  .map(({ networks, ...asked }) =>
    expectedPlaybook(playbookSchema.parse(networks === undefined ? asked : { ...asked, networks })),
  )
  .filter((playbook) => playbookFindings(playbook).length === 0);

/** Devices without noise, whose answers are the same in a rehearsal and in a run. */
export const devices: fc.Arbitrary<SimulatedDevice> = fc.record({
  capacity: fc.integer({ min: 0, max: 2_000_000 }).map(pps),
  overloadPenalty: fc.constantFrom(0, 0.5, 1),
  lossFloor: fc.constantFrom(0, 0, 0, 1e-4),
  bufferDepth: fc.constantFrom(0, 10, 300, 4000),
  latency: fc.constant(milliseconds(0.02)),
  recoveryTime: fc.constantFrom(milliseconds(0), milliseconds(40)),
  resetTime: fc.constantFrom(milliseconds(100), milliseconds(4000)),
  generator: fc.constantFrom({}, {}, {}, { limit: pps(500_000) }),
});
