import { describe, expect, it } from 'vitest';
import { parseChannels, readChannels, setChannels } from '../../../src/linux/device/channels.js';

/** As ethtool 6.1 prints it for igb. */
const IGB = `Channel parameters for enp1s0f0:
Pre-set maximums:
RX:		n/a
TX:		n/a
Other:		1
Combined:	8
Current hardware settings:
RX:		n/a
TX:		n/a
Other:		1
Combined:	4
`;

/** For a veth device: no queues for both ways. */
const VETH = `Channel parameters for veth0:
Pre-set maximums:
RX:		2
TX:		2
Other:		n/a
Combined:	n/a
Current hardware settings:
RX:		1
TX:		1
Other:		n/a
Combined:	n/a
`;

describe('the queues of a port', () => {
  it('are those it may have, and those in use', () => {
    expect(parseChannels(IGB)).toEqual({ most: 8, inUse: 4 });
    expect(readChannels('eth1')).toEqual(['ethtool', '-l', 'eth1']);
  });

  it.each([VETH, ''])('are unknown where there are none for both ways', (text) => {
    expect(parseChannels(text)).toBeUndefined();
  });

  it('are set by one process, a line for each port', () => {
    const ports = [
      { interface: 'dut0', queues: 2 },
      { interface: 'dut1', queues: 1 },
    ];
    expect(setChannels(ports).stdin).toBe('dut0 2\ndut1 1\n');
  });
});
