import { describe, expect, it } from 'vitest';
import { bytes, nanoseconds } from '../../../src/model/units.js';
import type { SystemSetup } from '../../../src/model/schema/setup/system.js';
import type { RoleSetup } from '../../../src/results/schema.js';
import { setupFactsOf } from '../../../src/results/setup/facts.js';
import { setupDifferences } from '../../../src/results/setup-differences.js';
import { runRecord } from '../record.js';

const { setup } = runRecord;
if (setup === null) throw new Error('the record has a setup');
const [port] = setup.roles.dut.ports;
if (port === undefined) throw new Error('the record has a port');

const system: SystemSetup = {
  distribution: 'Debian GNU/Linux 12 (bookworm)',
  kernelBuild: '#1 SMP Debian 6.1.192-2',
  commandLine: 'quiet isolcpus=1',
  product: null,
  bios: null,
  microcode: '0x1000065',
  frequency: {
    driver: 'intel_pstate',
    governors: [
      { governor: 'performance', cpus: '0-1' },
      { governor: 'powersave', cpus: '2' },
    ],
    turbo: null,
  },
  idle: {
    driver: 'intel_idle',
    governor: 'menu',
    states: [
      { name: 'POLL', enabled: true },
      { name: 'C6', enabled: false },
    ],
  },
  smt: 'off',
  isolatedCpus: '1',
  ticklessCpus: '',
  numaNodes: '0',
  clockSource: 'tsc',
  unread: { bios: 'no DMI', product: 'no DMI' },
};
const amount = (now: number | null) => ({ now, maximum: now });
const settings = (irq: number, effective: string): NonNullable<typeof port.settings> => ({
  driverVersion: '6.1.0',
  driverModule: { name: 'e1000e', srcversion: null, parameters: { copybreak: '256' } },
  bus: '0000:00:08.0',
  pci: null,
  numaNode: null,
  link: null,
  rings: { receive: { now: 256, maximum: 4096 }, transmit: amount(null) },
  channels: {
    receive: amount(null),
    transmit: amount(null),
    combined: amount(2),
    other: amount(1),
  },
  coalescing: { 'adaptive-rx': false, 'rx-usecs': 333 },
  pause: { autonegotiate: true, receive: true, transmit: false },
  rss: { queues: 2, table: [0, 1, 0, 0], key: '6d:5a', functions: ['toeplitz'] },
  interrupts: [{ irq, name: 'eth1-rx-0', affinity: '0-1', effective }],
  receiveSteering: [{ queue: 'rx-0', cpus: '', flows: 0 }],
  transmitSteering: [{ queue: 'tx-0', cpus: null }],
  mtu: bytes(1500),
  transmitQueueLength: 1000,
  napi: { threaded: false, groFlushTimeout: nanoseconds(0), deferHardIrqs: 0 },
  unread: { link: 'ethtool eth1: No such device', pci: 'it is not on a PCI bus' },
});
const withDut = (change: Partial<RoleSetup>) => ({
  ...setup,
  roles: { ...setup.roles, dut: { ...setup.roles.dut, ...change } },
});
const surveyed = (irq = 27, effective = '0') =>
  withDut({ system, ports: [{ ...port, settings: settings(irq, effective) }] });

const valuesAt = (where: string): ReadonlyMap<string, string | null> =>
  new Map(
    setupFactsOf({ setup: surveyed() })
      .filter((fact) => fact.where === where)
      .map(({ what, value }) => [what, value]),
  );

describe('the facts of a setup', () => {
  it('are texts, by machine', () => {
    const dut = valuesAt('dut');
    expect(dut.get('governor')).toBe('performance (CPUs 0-1), powersave (CPUs 2)');
    expect(dut.get('C-states')).toBe('POLL, C6 disabled');
    expect(dut.get('isolated CPUs')).toBe('1');
    expect(dut.get('tickless CPUs')).toBe('none');
    expect(dut.get('turbo')).toBeNull();
    expect(dut.get('vulnerability meltdown')).toBe('Mitigation: PTI');
  });

  it('are texts, by port', () => {
    const found = valuesAt('dut port dut-in');
    expect(found.get('receive ring')).toBe('256 of 4096');
    expect(found.get('queues')).toBe('combined 2 of 2, other 1 of 1');
    expect(found.get('interrupt coalescing')).toBe('adaptive-rx off, rx-usecs 333');
    expect(found.get('pause frames')).toBe('receive on, transmit off, negotiated');
    expect(found.get('RSS table')).toBe('4 entries: queue 0 x 3, queue 1 x 1');
    expect(found.get('affinity of interrupt eth1-rx-0')).toBe('CPUs 0-1');
    expect(found.get('RPS rx-0')).toBe('CPUs none, flow table 0');
    expect(found.get('driver parameter copybreak')).toBe('256');
  });

  it('have one name for the TSC, before and after the kernel has calibrated it', () => {
    const clockOf = (clockSource: string) =>
      setupFactsOf({ setup: withDut({ system: { ...system, clockSource } }) }).find(
        ({ where, what }) => where === 'dut' && what === 'clock source',
      )?.value;
    expect(clockOf('tsc-early')).toBe('tsc');
    expect(clockOf('tsc')).toBe('tsc');
    expect(clockOf('hpet')).toBe('hpet');
  });

  it('have the reason if something was not read', () => {
    const facts = setupFactsOf({ setup: surveyed() });
    expect(facts).toContainEqual({ where: 'dut', what: 'BIOS', value: null, reason: 'no DMI' });
    expect(facts).toContainEqual({
      where: 'dut port dut-in',
      what: 'link speed',
      value: null,
      reason: 'ethtool eth1: No such device',
    });
  });

  it('cover everything in the record', () => {
    const nothing = <Of extends object>(
      record: Of,
      unread: Readonly<Record<string, string>>,
    ): Of => ({
      ...(Object.fromEntries(Object.keys(record).map((key) => [key, null])) as Of),
      unread,
    });
    const reasons = (record: object): Readonly<Record<string, string>> =>
      Object.fromEntries(
        Object.keys(record)
          .filter((key) => key !== 'unread')
          .map((key) => [key, `no ${key}`]),
      );
    const ofPort = settings(27, '0');
    const unread = withDut({
      system: nothing(system, reasons(system)),
      ports: [{ ...port, settings: nothing(ofPort, reasons(ofPort)) }],
    });
    const given = new Set(setupFactsOf({ setup: unread }).map(({ reason }) => reason));
    const wanted = [...Object.values(reasons(system)), ...Object.values(reasons(ofPort))];
    expect(wanted.filter((reason) => !given.has(reason))).toEqual([]);
  });

  it('are unique within their place', () => {
    const names = setupFactsOf({ ...runRecord, setup: surveyed() }).map(
      ({ where, what }) => `${where}: ${what}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('of an earlier archive are fewer, without being a difference to a later one', () => {
    expect(setupFactsOf({ setup }).length).toBeLessThan(setupFactsOf({ setup: surveyed() }).length);
    expect(setupDifferences({ setup }, { setup: surveyed() })).toEqual([]);
  });

  it('that vary from boot to boot are not a difference', () => {
    expect(setupDifferences({ setup: surveyed(27, '0') }, { setup: surveyed(31, '1') })).toEqual(
      [],
    );
  });
});
