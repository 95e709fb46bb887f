import { describe, expect, it } from 'vitest';
import { parsePacketDrops } from '../../../src/linux/proc/packet-sockets.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { fixture } from '../fixture.js';

/** Of `ss` of iproute2 6.1: a switch in user space that was stopped, and a program that captured frames. */
const PRINTED = fixture('packet-sockets.txt');

describe('drops of packet sockets', () => {
  it('are those of one program, on one device, of all protocols', () => {
    const drops = parsePacketDrops(PRINTED);
    expect(drops.of('dut0', 'ovs-vswitchd')).toBe(2247);
    expect(drops.of('dut3', 'ovs-vswitchd')).toBe(0);
    expect(drops.of('dut0', 'python3')).toBe(244);
    expect(drops.of('dut1', 'ovs-vswitchd')).toBeUndefined();
    expect(drops.of('dut', 'ovs-vswitchd')).toBeUndefined();
  });

  it('are the sum if a program has several sockets on a device', () => {
    const [heading = '', ...lines] = PRINTED.split('\n');
    const [first, second] = [lines[0] ?? '', lines[1] ?? ''];
    const twice = [heading, first, second, first, second.replace('d2247', 'd3'), ''].join('\n');
    expect(parsePacketDrops(twice).of('dut0', 'ovs-vswitchd')).toBe(2250);
  });

  it('are none if there is no socket', () => {
    const [heading = ''] = PRINTED.split('\n');
    expect(parsePacketDrops(`${heading}\n`).of('dut0', 'ovs-vswitchd')).toBeUndefined();
  });

  it('are rejected if the kernel does not report them', () => {
    const without = PRINTED.replaceAll(/\n\t.*/g, '');
    expect(() => parsePacketDrops(without, 'dut').of('dut0', 'ovs-vswitchd')).toThrow(ParseFailure);
  });

  it('are rejected if it is not the output of ss', () => {
    expect(() => parsePacketDrops('ss: command not found', 'dut')).toThrow(ParseFailure);
  });
});
