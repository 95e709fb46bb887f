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
  it('are required without a lab', async () => {
    expect(await problems('{ connection: { type: local } }', '{ memory: 512 }')).toEqual([
      '5:3 machines.right.connection: missing; without a lab,' +
        " specify how to reach the machine: 'ssh' or 'local'",
      '5:12 machines.right: memory: applies only to a lab; remove it',
    ]);
  });

  it('are set by the lab if there is one', async () => {
    expect(await problemsOf(LAB)).toEqual([]);
    const text = changed(LAB, 'right: {}', 'right: { connection: { type: local } }');
    expect(await problemsOf(text)).toEqual([
      '5:12 machines.right: the lab sets the connection; remove it',
    ]);
  });

  it('of a lab use eth0', async () => {
    expect(await problemsOf(changed(LAB, 'interface: eth2', 'interface: eth0'))).toEqual([
      "10:71 roles.dut.ports[1].interface: 'eth0' is the lab's management interface;" +
        " ports for test frames start at 'eth1'",
    ]);
    expect(await problems('interface: eth2', 'interface: eth0')).toEqual([]);
  });
});
