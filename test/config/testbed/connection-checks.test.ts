import { describe, expect, it } from 'vitest';
import { changed, problemsOf, TESTBED } from '../examples.js';

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

describe('connections', () => {
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
