import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { testbedSchema } from '../../src/config/testbed/testbed-file.js';
import { STEP_KINDS } from '../../src/provision/registry.js';
import {
  softnicSteps,
  softnicPortMac,
  type SoftnicWiring,
} from '../../src/provision/softnic-steps.js';
import type { SoftnicSpec } from '../../src/provision/steps/softnic-ports.js';
import { recordingHost } from './recording-host.js';

const read = (name: string): SoftnicWiring => {
  const file = new URL(`../../testbeds/${name}.yaml`, import.meta.url);
  return testbedSchema.parse(parse(readFileSync(file, 'utf8')));
};
const oneMachine = read('one-machine-lab');
const specOf = (wiring: SoftnicWiring): SoftnicSpec =>
  softnicSteps(wiring).find(({ kind }) => kind === 'software-nic')?.spec as SoftnicSpec;

describe('the steps of the one-machine lab', () => {
  it('load the module, then create the namespaces, then the ports', () => {
    expect(softnicSteps(oneMachine).map(({ kind }) => kind)).toEqual([
      'module-build',
      'module-load',
      'namespace',
      'namespace',
      'software-nic',
    ]);
  });

  it('keep IPv6 from sending in the namespaces', () => {
    const namespaces = softnicSteps(oneMachine).filter(({ kind }) => kind === 'namespace');
    expect(namespaces.map(({ spec }) => spec)).toEqual(
      ['generator', 'sink'].map((name) => ({
        name,
        settings: {
          '-net/ipv6/conf/all/disable_ipv6': '1',
          '-net/ipv6/conf/default/disable_ipv6': '1',
        },
      })),
    );
  });

  it('create a pair of ports for every link', () => {
    const { pairs, ...ports } = specOf(oneMachine);
    expect(pairs.map(({ dut, peer }) => [dut.interface, peer.interface])).toEqual([
      ['dut0', 'gen0'],
      ['dut1', 'gen1'],
      ['dut2', 'gen2'],
      ['dut3', 'sink0'],
    ]);
    expect(ports).toEqual({
      receiveRing: 256,
      transmitRing: 256,
      speed: 1000,
      receiveOffload: true,
    });
  });

  it('give every port its own address', () => {
    const macs = specOf(oneMachine).pairs.flatMap(({ dut, peer }) => [dut.mac, peer.mac]);
    expect(new Set(macs).size).toBe(8);
    for (const mac of macs) expect(mac).toMatch(/^02:76:72:90:/);
  });

  it('give every port the address that is known before', () => {
    const { pairs } = specOf(oneMachine);
    expect(pairs.map(({ dut }) => dut.mac)).toEqual(
      ['dut0', 'dut1', 'dut2', 'dut3'].map((port) => softnicPortMac(oneMachine, port)),
    );
    expect(pairs.map(({ peer }) => peer.mac)).toEqual(
      ['gen0', 'gen1', 'gen2', 'sink0'].map((port) => softnicPortMac(oneMachine, port)),
    );
  });

  it("use the CPUs of the port's role, and 0 if it names none", () => {
    const { pairs } = specOf(oneMachine);
    expect(pairs.map(({ dut }) => dut.cpu)).toEqual([1, 1, 1, 1]);
    expect(pairs.map(({ peer }) => peer.cpu)).toEqual([0, 0, 0, 0]);
  });

  it('let either end discard at the wire: both may receive', () => {
    const { pairs } = specOf(oneMachine);
    expect(pairs.map(({ peer }) => peer.discard)).toEqual([true, true, true, true]);
  });

  it('describe what they run, and can be rebuilt from their ledger entries', async () => {
    for (const step of softnicSteps(oneMachine)) {
      const spec = JSON.parse(JSON.stringify(step.spec)) as typeof step.spec;
      expect(STEP_KINDS[step.kind]?.fromLedger(spec).describe()).toEqual(step.describe());
    }
    const host = recordingHost();
    const ports = softnicSteps(oneMachine).slice(2);
    for (const step of ports) await step.apply(host);
    expect(host.commands).toEqual(ports.flatMap((step) => step.describe()));
  });
});

describe('the software ports of a testbed', () => {
  it('are none if it has NICs', () => {
    const metal = read('three-machine');
    expect(softnicSteps(metal)).toEqual([]);
    expect(softnicPortMac(metal, 'gen0')).toBeUndefined();
  });

  it('are those at the ends of links', () => {
    expect(softnicPortMac(oneMachine, 'gen7')).toBeUndefined();
  });

  it('are assigned to the CPUs of their role in turn', () => {
    const { roles } = oneMachine;
    const dut = { ...roles.dut, cpus: [1, 2, 3] };
    const generator = { ...roles.generator, cpus: [4, 5] };
    const { pairs } = specOf({ ...oneMachine, roles: { ...roles, dut, generator } });
    expect(pairs.map(({ dut: port }) => port.cpu)).toEqual([1, 2, 3, 1]);
    expect(pairs.map(({ peer }) => peer.cpu)).toEqual([4, 5, 4, 0]);
  });
});
