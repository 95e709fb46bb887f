import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { testbedSchema } from '../../../src/config/testbed/testbed-file.js';
import { readYaml } from '../../../src/document/yaml/read.js';
import { TESTBED } from '../examples.js';

describe('testbedSchema', () => {
  it('fills in defaults', () => {
    const file = testbedSchema.parse(parse(TESTBED));
    expect(file.machines.left?.connection).toEqual({ type: 'ssh', host: '192.0.2.1', sudo: false });
    expect(file.roles.dut.kernelSource).toEqual({ type: 'distribution' });
    expect(file.roles.sink.counting).toBe('auto');
    expect(file.clocks).toEqual({ type: 'auto' });
    expect(file.linkSpeed).toBe(1e9);
  });

  it('accepts the old name of the kernel source of a distribution', () => {
    const text = TESTBED.replace(
      'machine: middle\n',
      'machine: middle\n    kernelSource: { type: debian-package }\n',
    );
    expect(text).not.toBe(TESTBED);
    expect(testbedSchema.parse(parse(text)).roles.dut.kernelSource).toEqual({
      type: 'distribution',
    });
  });

  it('accepts the namespace names that the kernel accepts', () => {
    for (const namespace of ['test_sink', 'Sink.1', 'n'.repeat(255)]) {
      const text = TESTBED.replace('{ machine: right', `{ machine: right, namespace: ${namespace}`);
      expect(testbedSchema.parse(parse(text)).roles.sink.namespace).toBe(namespace);
    }
  });

  it('accepts merge keys', () => {
    const { value } = readYaml(
      TESTBED.replace('connection: {', 'connection: &ssh {').replace(
        /(middle: .*connection: ){/,
        '$1{ <<: *ssh,',
      ),
    );
    expect(testbedSchema.safeParse(value).success).toBe(true);
  });

  it.each([
    ['a label of an address', 'interface: eth2', 'interface: "eth0:1"', 'use eth0'],
    ['a host with its port', 'host: 192.0.2.1', 'host: "192.0.2.1:22"', 'port: 22'],
    ['a namespace with a slash', '{ machine: right', '{ machine: right, namespace: a/b', 'slash'],
  ])('says what is wrong with %s', (_, from, to, message) => {
    expect(TESTBED).toContain(from);
    const result = testbedSchema.safeParse(parse(TESTBED.replace(from, to)));
    expect(result.error?.issues.map((issue) => issue.message).join()).toContain(message);
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
