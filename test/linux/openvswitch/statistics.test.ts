import { describe, expect, it } from 'vitest';
import { parseDropped, parseLostUpcalls } from '../../../src/linux/openvswitch/statistics.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';

describe('what a switch counts', () => {
  it('is told by Open vSwitch 3.1', () => {
    const shown = `netdev@ovs-netdev:
  lookups: hit:103 missed:5 lost:17
  flows: 4
  port 0: ovs-netdev (tap)
  port 1: dut0
`;
    expect(parseLostUpcalls(shown)).toBe(17);
    const kernel = `system@ovs-system:
  lookups: hit:37 missed:9 lost:2
  flows: 0
  masks: hit:46 total:0 hit/pkt:1.00
  port 0: ovs-system (internal)
`;
    expect(parseLostUpcalls(kernel)).toBe(2);
    expect(
      parseDropped('NXST_AGGREGATE reply (xid=0x8): packet_count=7 byte_count=586 flow_count=3\n'),
    ).toBe(7);
  });

  it('is refused where there is no datapath, or no reply', () => {
    expect(() => parseLostUpcalls('', 'dut')).toThrow(ParseFailure);
    expect(() => parseDropped('ovs-ofctl: no bridge', 'dut')).toThrow(ParseFailure);
  });
});
