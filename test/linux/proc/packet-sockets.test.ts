import { describe, expect, it } from 'vitest';
import { parsePacketDrops } from '../../../src/linux/proc/packet-sockets.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';

/** Of `ss` of iproute2 6.1: a switch in user space that was stopped, and a program that captured frames. */
const PRINTED = `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
p_raw UNCONN 213632 0                  *:dut0             *     users:(("ovs-vswitchd",pid=21411,fd=39)) ino:5817090 sk:3
\tver:0 cpy_thresh:0 flags( running auxdata ) skmem:(r213632,rb212992,t0,tb212992,f0,w0,o176,bl0,d2247)
p_raw UNCONN 832    0                  *:dut3             *     users:(("ovs-vswitchd",pid=21411,fd=40)) ino:5817092 sk:4
\tver:0 cpy_thresh:0 flags( running auxdata ) skmem:(r832,rb212992,t0,tb212992,f0,w0,o176,bl0,d0)
p_raw UNCONN 212992 0                  *:dut0             *     users:(("python3",pid=21477,fd=3)) ino:5817274 sk:5
\tver:0 cpy_thresh:0 flags( running ) skmem:(r212992,rb212992,t0,tb212992,f0,w0,o0,bl0,d244)
p_dgr UNCONN 212992 0                 ip:dut0             *     users:(("ovs-vswitchd",pid=21477,fd=4)) ino:5817275 sk:6
\tver:0 cpy_thresh:0 flags( running ) skmem:(r212992,rb212992,t0,tb212992,f0,w0,o0,bl0,d244)
p_raw UNCONN 212992 0                  *:*                *     users:(("python3",pid=21477,fd=5)) ino:5817276 sk:7
\tver:0 cpy_thresh:0 flags( running ) skmem:(r212992,rb212992,t0,tb212992,f0,w0,o0,bl0,d744)
`;

describe('drops of packet sockets', () => {
  it('are those of one program, on one device, of all protocols', () => {
    const drops = parsePacketDrops(PRINTED);
    expect(drops.of('dut0', 'ovs-vswitchd')).toBe(2247);
    expect(drops.of('dut3', 'ovs-vswitchd')).toBe(0);
    expect(drops.of('dut0', 'python3')).toBe(244);
    expect(drops.of('dut1', 'ovs-vswitchd')).toBeUndefined();
    expect(drops.of('dut', 'ovs-vswitchd')).toBeUndefined();
  });

  it('are the sum where a program has several sockets on a device', () => {
    const [heading = '', ...lines] = PRINTED.split('\n');
    const [first, second] = [lines[0] ?? '', lines[1] ?? ''];
    const twice = [heading, first, second, first, second.replace('d2247', 'd3'), ''].join('\n');
    expect(parsePacketDrops(twice).of('dut0', 'ovs-vswitchd')).toBe(2250);
  });

  it('are none where there is no socket', () => {
    const [heading = ''] = PRINTED.split('\n');
    expect(parsePacketDrops(`${heading}\n`).of('dut0', 'ovs-vswitchd')).toBeUndefined();
  });

  it('are refused where the kernel does not tell them', () => {
    const without = PRINTED.replaceAll(/\n\t.*/g, '');
    expect(() => parsePacketDrops(without, 'dut').of('dut0', 'ovs-vswitchd')).toThrow(ParseFailure);
  });

  it('are refused where it is not the output of ss', () => {
    expect(() => parsePacketDrops('ss: command not found', 'dut')).toThrow(ParseFailure);
  });
});
