import { describe, expect, it } from 'vitest';
import { parseUdpDrops } from '../../../src/linux/proc/udp-sockets.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignLines } from '../foreign.js';

describe('parseUdpDrops', () => {
  it('reads the drops of each local port', () => {
    const drops = parseUdpDrops(fixture('udp-drops.txt'));
    expect(drops.get(24201)).toBe(64371);
    expect(drops.get(24104)).toBe(9988);
    expect(drops.get(24204)).toBe(0);
    expect(drops.get(1)).toBeUndefined();
  });

  it('omits other rows, and finds the column if a later kernel has more', () => {
    const text = fixture('udp-drops.txt');
    const read = (disturbed: string) =>
      [24201, 24104].map((port) => parseUdpDrops(disturbed).get(port));
    staysAs(text, withForeignLines, read, (found, expected) => {
      expect(found).toEqual(expected);
    });
    const wider = text.replaceAll(/\s*\n/g, ' 0\n').replace('drops 0', 'drops later');
    expect(read(wider)).toEqual(read(text));
  });

  it('finds no sockets in an empty table, and rejects another table', () => {
    const [heading = ''] = fixture('udp-drops.txt').split('\n');
    expect(parseUdpDrops(heading).get(24201)).toBeUndefined();
    expect(() => parseUdpDrops('sl local_address rem_address st', 'here')).toThrow(/drops/);
  });
});
