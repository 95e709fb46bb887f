import { describe, expect, it } from 'vitest';
import { playbookSchema } from '../../../src/config/playbook.js';
import { expectedPlaybook } from '../../../src/config/stated/reference.js';
import { bitsPerSecond, bytes, pps, seconds } from '../../../src/model/units.js';
import { simulate } from '../../../src/rfc2544/simulated-device/simulated-device.js';
import { FIRST_GUESS, guessedDevice, learnedFrom } from '../../../src/session/plan/guess.js';

const linksOf = (ingressPorts: number, egressPorts: number, direction = 'unidirectional') => ({
  playbook: expectedPlaybook(
    playbookSchema.parse({
      name: 'x',
      ingressPorts,
      egressPorts,
      traffic: { direction },
      dataPlanes: ['ip-forwarder'],
      trial: { duration: '1 s' },
      procedures: [{ test: 'load-sweep', intendedLoads: ['1 kpps'] }],
    }),
  ),
  linkSpeed: bitsPerSecond(1e8),
});

const CELL = { dataPlane: 'ip-forwarder', frameSize: bytes(1518) } as const;
/** Of 1518 bytes at 100 Mb/s. */
const LINE_RATE = 8127;

describe('the device assumed for a data plane', () => {
  it.each([
    [2, 1, 'unidirectional', LINE_RATE],
    [3, 2, 'unidirectional', 2 * LINE_RATE],
    [2, 1, 'bidirectional', 1.5 * LINE_RATE],
    [1, 1, 'unidirectional', FIRST_GUESS['ip-forwarder'].capacity],
    [1, 2, 'unidirectional', FIRST_GUESS['ip-forwarder'].capacity],
  ])('of %i ingress ports and %i egress ports, %s, forwards %d', (...given) => {
    const [ingress, egress, direction, capacity] = given;
    const { capacity: guessed } = guessedDevice(
      FIRST_GUESS,
      linksOf(ingress, egress, direction),
      CELL,
    );
    expect(guessed).toBe(capacity);
  });

  it('is scaled for other data planes in proportion to the measured one', () => {
    const links = { ...linksOf(1, 1), linkSpeed: bitsPerSecond(1e9) };
    const cell = { ...CELL, frameSize: bytes(64) };
    const actual = simulate({ capacity: pps(78_500) });
    const results = [50_000, 90_000].map((load) =>
      actual({ frameSize: bytes(64), intendedLoad: pps(load), duration: seconds(10) }),
    );
    const guess = learnedFrom(FIRST_GUESS, links, cell, results, ['macvlan']);
    expect(guess['ip-forwarder'].capacity).toBeCloseTo(78_500);
    expect(guess['napi-macvlan'].capacity).toBeCloseTo(70_000);
    expect(guess.macvlan).toBe(FIRST_GUESS.macvlan);
  });
});
