import { describe, expect, it } from 'vitest';
import { parseRps, readRps, setRps } from '../../../src/linux/device/rps.js';

const file = (port: string, queue: number): string =>
  `/sys/class/net/${port}/queues/rx-${queue}/rps_cpus`;

describe('receive packet steering', () => {
  it('is read for every receive queue', () => {
    expect(readRps(['eth1', 'eth2']).slice(-2)).toEqual(['eth1', 'eth2']);
    const text = `${file('eth1', 0)}:0\n${file('eth1', 1)}:00000000,00000003\n`;
    expect(parseRps(text)).toEqual({
      [file('eth1', 0)]: '0',
      [file('eth1', 1)]: '00000000,00000003',
    });
  });

  it('is set by masks', () => {
    const ports = [
      { interface: 'eth1', cpus: [0, 1] },
      { interface: 'eth2', cpus: [] },
    ];
    expect(setRps(ports).stdin).toBe('eth1 3\neth2 0\n');
  });
});
