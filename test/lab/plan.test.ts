import { describe, expect, it } from 'vitest';
import { cabledTo, linkedPorts, planLab, UnbootableLab } from '../../src/lab/plan.js';
import { smallLab } from './small-lab.js';

describe('planLab', () => {
  const plan = planLab(smallLab());

  it('has one machine for roles that share one', () => {
    expect(plan.machines.map(({ name, memory, cpus }) => [name, memory, cpus])).toEqual([
      ['ends', 256, 1],
      ['dut', 512, 2],
    ]);
    expect(plan.dut).toBe('dut');
  });

  it('orders the NICs of a machine by interface, whatever the order in the file', () => {
    expect(plan.machines[1]?.nics.map(({ port, peer }) => [port, peer])).toEqual([
      ['dut0', 'gen0'],
      ['spare', undefined],
      ['dut1', 'sink0'],
    ]);
  });

  it('connects both ends of every cable', () => {
    const peers = plan.machines.flatMap(({ nics }) => nics.map(({ port, peer }) => [port, peer]));
    expect(peers).toContainEqual(['sink0', 'dut1']);
    expect(linkedPorts(plan)).toEqual(['gen0', 'sink0', 'dut0', 'dut1']);
  });

  it('has the NICs at the other ends of the cables of a machine', () => {
    expect([...cabledTo(plan, 'dut')]).toEqual([['ends', ['gen0', 'sink0']]]);
    expect([...cabledTo(plan, 'ends')]).toEqual([['dut', ['dut0', 'dut1']]]);
    expect([...cabledTo(plan, 'other')]).toEqual([]);
  });

  it('gives every NIC a distinct address', () => {
    const macs = plan.machines.flatMap(({ nics }) => nics.map(({ mac }) => mac));
    expect(new Set(macs).size).toBe(5);
  });

  it('refuses interfaces that an emulated machine does not have', () => {
    const file = smallLab();
    const ports = [{ name: 'gen0', interface: 'enp1s0' }];
    const roles = { ...file.roles, generator: { ...file.roles.generator, ports } };
    expect(() => planLab({ ...file, roles })).toThrow(/name the ports of 'ends' eth1 to eth2/);
    expect(() => planLab({ ...file, roles })).toThrow(UnbootableLab);
  });

  it('refuses one interface for two ports of a machine', () => {
    const file = smallLab();
    const ports = [{ name: 'gen0', interface: 'eth2' }];
    const roles = { ...file.roles, generator: { ...file.roles.generator, ports } };
    expect(() => planLab({ ...file, roles })).toThrow(/its own interface/);
  });

  it('refuses a testbed of real machines', () => {
    expect(() => planLab({ ...smallLab(), lab: undefined })).toThrow(/its machines are real/);
  });
});
