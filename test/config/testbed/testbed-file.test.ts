import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { testbedSchema } from '../../../src/config/testbed/testbed-file.js';
import { TESTBED } from '../examples.js';

describe('testbedSchema', () => {
  it('fills in defaults', () => {
    const file = testbedSchema.parse(parse(TESTBED));
    expect(file.machines.left?.connection).toEqual({ type: 'ssh', host: '192.0.2.1', sudo: false });
    expect(file.roles.dut.kernelSource).toEqual({ type: 'debian-package' });
    expect(file.roles.sink.counting).toBe('auto');
    expect(file.clocks).toEqual({ type: 'auto' });
    expect(file.linkSpeed).toBe(1e9);
  });

  it.each([
    ['a name with upper-case letters', 'name: small', 'name: Small'],
    ['a link with one end', '[dut1, sink0]', '[dut1]'],
    ['a device name that is too long', 'interface: eth2', 'interface: enp65s0f1np1d1.4094'],
    ['a speed without a unit', '1 Gb/s', '1000000000'],
    ['an unknown key', 'linkSpeed:', 'linkspeed:'],
  ])('refuses %s', (_, from, to) => {
    expect(TESTBED).toContain(from);
    expect(testbedSchema.safeParse(parse(TESTBED.replace(from, to))).success).toBe(false);
  });
});
