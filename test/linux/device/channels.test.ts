import { describe, expect, it } from 'vitest';
import { readChannels, setChannels } from '../../../src/linux/device/channels.js';

describe('the queues of a port', () => {
  it('are read for one port', () => {
    expect(readChannels('eth1')).toEqual(['ethtool', '-l', 'eth1']);
  });

  it('are set by one process, one line per port', () => {
    const ports = [
      { interface: 'dut0', queues: 2 },
      { interface: 'dut1', queues: 1 },
    ];
    expect(setChannels(ports).stdin).toBe('dut0 2\ndut1 1\n');
  });
});
