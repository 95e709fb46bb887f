import { describe, expect, it } from 'vitest';
import { parseUdpDrops } from '../../../src/linux/proc/udp-sockets.js';
import { fixture } from '../fixture.js';

describe('parseUdpDrops', () => {
  it('reads the drops of each local port', () => {
    const drops = parseUdpDrops(fixture('udp-drops.txt'));
    expect(drops.get(24201)).toBe(64371);
    expect(drops.get(24104)).toBe(9988);
    expect(drops.get(24204)).toBe(0);
    expect(drops.size).toBe(8);
  });

  it('has no sockets in an empty table, and refuses another one', () => {
    const [heading = ''] = fixture('udp-drops.txt').split('\n');
    expect(parseUdpDrops(heading).size).toBe(0);
    expect(() => parseUdpDrops('sl local_address rem_address st', 'here')).toThrow(/drops/);
  });
});
