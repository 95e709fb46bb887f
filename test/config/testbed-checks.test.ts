import { describe, expect, it } from 'vitest';
import { changed, problemsOf, TESTBED } from './examples.js';

const problems = (from: string, to: string): Promise<readonly string[]> =>
  problemsOf(changed(TESTBED, from, to));

const LAB = changed(
  changed(
    changed(TESTBED, '{ connection: { type: ssh, host: 192.0.2.1 } }', '{ memory: 512, cpus: 1 }'),
    '{ connection: { type: ssh, host: 192.0.2.2 } }',
    '{}',
  ),
  '{ connection: { type: local } }',
  '{}',
).concat('lab: { kind: virtual }\n');

describe('clocks', () => {
  const stated = (clocks: string) => problems('linkSpeed: 1 Gb/s', `clocks: ${clocks}`);

  it('are compared, or are within what PTP keeps them', async () => {
    expect(await stated('{ type: auto }')).toEqual([]);
    expect(await stated('{ type: ptp, bound: 1 us }')).toEqual([]);
  });

  it('are within something', async () => {
    expect(await stated('{ type: ptp }')).toEqual([expect.stringContaining('clocks.bound: ')]);
    expect(await stated('{ type: ptp, bound: 1 }')).toEqual([
      expect.stringContaining('a duration with its unit'),
    ]);
    expect(await stated('{ type: ntp }')).toEqual([expect.stringContaining('clocks.type')]);
  });
});

describe('ports', () => {
  it('have names of their own', async () => {
    expect(await problems('name: dut1', 'name: gen0')).toContain(
      "10:54 roles.dut.ports[1].name: the generator has a port 'gen0' already;" +
        ' port names are unique in a testbed',
    );
  });

  it('have network devices of their own on a machine', async () => {
    expect(await problems('interface: eth2', 'interface: eth1')).toEqual([
      "10:71 roles.dut.ports[1].interface: 'eth1' is port 'dut0' already, on the same machine",
    ]);
  });

  it('may have the same network device name in different namespaces', async () => {
    const shared = changed(TESTBED, '{ machine: right', '{ machine: left, namespace: sink');
    expect(await problemsOf(shared)).toEqual([]);
    expect(await problemsOf(changed(shared, ', namespace: sink', ''))).toEqual([
      "11:60 roles.sink.ports[0].interface: 'eth1' is port 'gen0' already, on the same machine",
    ]);
  });
});

describe('links', () => {
  it('join known ports', async () => {
    expect(await problems('[dut1, sink0]', '[dut1, snik0]')).toEqual([
      "14:12 links[1][1]: unknown port 'snik0'; expected one of (gen0, dut0, dut1, sink0)",
    ]);
  });

  it('have ports to themselves', async () => {
    expect(await problems('[dut1, sink0]', '[sink0, dut0]')).toEqual([
      "14:13 links[1][1]: port 'dut0' is at the end of links[0] already",
    ]);
    expect(await problems('[dut1, sink0]', '[dut1, sink0]\n  - [dut1, dut1]')).toEqual([
      "15:6 links[2][0]: port 'dut1' is at the end of links[1] already",
      "15:12 links[2][1]: port 'dut1' is at the end of links[1] already",
    ]);
  });

  it('may name their ends in either order', async () => {
    expect(await problems('[dut1, sink0]', '[sink0, dut1]')).toEqual([]);
  });

  it.each([
    ['[gen0, sink0]', 'joins the generator to the sink: frames would bypass the DUT'],
    ['[dut0, dut1]', 'joins two ports of the DUT: its own frames would come back to it'],
    ['[gen0, gen1]', 'joins two ports of the generator: no frame would reach the DUT'],
  ])('do not join %s', async (link, why) => {
    const text = changed(
      TESTBED,
      'interface: eth1 }] }',
      'interface: eth1 }, { name: gen1, interface: eth2 }] }',
    );
    expect(await problemsOf(changed(text, '[gen0, dut0]', link))).toContain(
      `13:5 links[0]: ${why}; a link joins the DUT to the generator or the sink`,
    );
  });

  it('reach both the generator and the sink', async () => {
    expect(await problems('[dut1, sink0]', '[dut1, gen0]')).toContain(
      '12:1: links: none joins the sink to the DUT',
    );
  });

  it('have two ends', async () => {
    expect(await problems('[dut1, sink0]', '[dut1]')).toEqual([
      '14:5 links[1]: expected two port names, found a list',
    ]);
  });
});

describe('machines', () => {
  it('that a role names exist', async () => {
    expect(await problems('machine: middle', 'machine: midle')).toEqual([
      "9:14 roles.dut.machine: unknown machine 'midle'; did you mean 'middle'? (left, middle, right)",
    ]);
  });

  it('are not made up of what every object has', async () => {
    expect(await problems('machine: middle', 'machine: constructor')).toEqual([
      "9:14 roles.dut.machine: unknown machine 'constructor'; expected one of (left, middle, right)",
    ]);
  });

  it('do not join the DUT and another role in one network stack', async () => {
    const [problem] = await problems('machine: left', 'machine: middle');
    expect(problem).toMatch(/^7:25 roles\.generator\.machine: the generator and the DUT share/);
    expect(await problems('machine: left', 'machine: middle, namespace: gen')).toEqual([]);
  });

  it('are reachable where there is no lab', async () => {
    expect(await problems('{ connection: { type: local } }', '{ memory: 512 }')).toEqual([
      '5:3 machines.right.connection: missing; without a lab,' +
        " say how the machine is reached: 'ssh' or 'local'",
      '5:12 machines.right: memory: only a lab can set it; leave it out',
    ]);
  });

  it('are reached by the lab where there is one', async () => {
    expect(await problemsOf(LAB)).toEqual([]);
    const text = changed(LAB, 'right: {}', 'right: { connection: { type: local } }');
    expect(await problemsOf(text)).toEqual([
      '5:12 machines.right: the lab fills the connection in; leave it out',
    ]);
  });

  it('of a lab keep eth0 for their management', async () => {
    expect(await problemsOf(changed(LAB, 'interface: eth2', 'interface: eth0'))).toEqual([
      "10:71 roles.dut.ports[1].interface: 'eth0' is the lab's management port;" +
        " ports for test frames start at 'eth1'",
    ]);
    expect(await problems('interface: eth2', 'interface: eth0')).toEqual([]);
  });
});
