import { describe, expect, it } from 'vitest';
import { parseRootQdiscs } from '../../../src/linux/tc/qdisc.js';
import { fixture } from '../fixture.js';

describe('parseRootQdiscs', () => {
  it('reads what the root of each device dropped', () => {
    const roots = parseRootQdiscs(fixture('tc-qdisc-drops.json'));
    expect(roots.map((root) => root.interface)).toEqual([
      'lo',
      'eth0',
      'eth1',
      'eth2',
      'eth3',
      'eth4',
    ]);
    expect(roots.at(-1)).toEqual({
      interface: 'eth4',
      kind: 'tbf',
      drops: 1392,
      requeues: 0,
      queueLength: 0,
    });
  });

  it('reads a machine with its default disciplines', () => {
    const drops = parseRootQdiscs(fixture('tc-qdisc.json')).map((root) => root.drops);
    expect(drops).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('names the machine in an error', () => {
    expect(() => parseRootQdiscs('Cannot find device', 'dut')).toThrow(/tc -s -j qdisc on dut/);
  });
});
