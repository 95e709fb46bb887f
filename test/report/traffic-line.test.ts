import { describe, expect, it } from 'vitest';
import { PLAIN_TRAFFIC } from '../../src/model/network/traffic.js';
import { trafficLines } from '../../src/report/traffic-line.js';

describe('the test frames of a run', () => {
  it('are told however plain they are', () => {
    expect(trafficLines({ traffic: PLAIN_TRAFFIC })).toEqual([
      'traffic: UDP echo over IPv4, steady, one destination a port, one way',
    ]);
  });

  it('are told in one line that a terminal has room for', () => {
    const [line, ...more] = trafficLines({
      traffic: { protocol: 'ipv6', destinations: 'many', direction: 'bidirectional' },
    });
    expect(more).toEqual([]);
    expect(line).toBe(
      'traffic: UDP echo over IPv6, steady, destinations in 256 networks, both ways, loads are their sum',
    );
    expect(line?.length).toBeLessThanOrEqual(100);
  });

  it('are not made up where the archive says nothing of them', () => {
    expect(trafficLines({})).toEqual([]);
  });
});
