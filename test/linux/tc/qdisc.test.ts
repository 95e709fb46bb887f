import { describe, expect, it } from 'vitest';
import { parseFilterDrops, parseRootDrops } from '../../../src/linux/tc/qdisc.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignObjects } from '../foreign.js';

const DEVICES = ['lo', 'eth0', 'eth1', 'eth2', 'eth3', 'eth4'];
const rootDrops = (text: string) => DEVICES.map((device) => parseRootDrops(text).of(device));

describe('parseRootDrops', () => {
  it('reads the drops of the root of each device', () => {
    expect(rootDrops(fixture('tc-qdisc-drops.json'))).toEqual([0, 0, 0, 0, 0, 1392]);
  });

  it('reads a machine with its default disciplines', () => {
    expect(rootDrops(fixture('tc-qdisc.json'))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('reads our devices, whatever disciplines others have', () => {
    staysAs(fixture('tc-qdisc-drops.json'), withForeignObjects, rootDrops, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });

  it('reads a discipline whose options tc prints as text', () => {
    const printed =
      '[{"kind":"hfsc","handle":"1:","dev":"eth1","root":true,"options":{default 1 },"drops":7}]';
    expect(parseRootDrops(printed).of('eth1')).toBe(7);
    expect(parseRootDrops(printed).of('eth2')).toBeUndefined();
    expect(parseFilterDrops(printed).of('eth1')).toBeUndefined();
  });

  it('names the machine in an error, and shows the discipline', () => {
    expect(() => parseRootDrops('Cannot find device', 'dut')).toThrow(/tc -s -j qdisc on dut/);
    const odd = '[{"kind":"mq","dev":"eth1","root":true,"drops":-1}]';
    expect(() => parseRootDrops(odd, 'dut').of('eth1')).toThrow(/on dut.*at drops.*mq/);
  });
});
