import { describe, expect, it } from 'vitest';
import { parseUnresolvedDiscards } from '../../../src/linux/proc/neighbour-stat.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignLines } from '../foreign.js';

describe('parseUnresolvedDiscards', () => {
  it('sums the column over the CPUs', () => {
    expect(parseUnresolvedDiscards(fixture('arp_cache.txt'))).toBe(0);
    expect(parseUnresolvedDiscards(fixture('arp_cache-discards.txt'))).toBe(1229);
  });

  it('refuses a table without the column', () => {
    expect(() => parseUnresolvedDiscards('entries allocs\n1 2')).toThrow(/unresolved_discards/);
  });

  it('omits other lines, and shows a row without the column', () => {
    const text = fixture('arp_cache-discards.txt');
    const read = (disturbed: string) => parseUnresolvedDiscards(disturbed);
    staysAs(text, withForeignLines, read, (found, expected) => {
      expect(found).toBe(expected);
    });
    const short = 'entries unresolved_discards\n00000001\n';
    expect(() => parseUnresolvedDiscards(short, 'dut')).toThrow(/on dut.*found "00000001"/);
  });
});
