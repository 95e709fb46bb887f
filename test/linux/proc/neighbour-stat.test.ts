import { describe, expect, it } from 'vitest';
import { parseUnresolvedDiscards } from '../../../src/linux/proc/neighbour-stat.js';
import { fixture } from '../fixture.js';

describe('parseUnresolvedDiscards', () => {
  it('sums the column over the CPUs', () => {
    expect(parseUnresolvedDiscards(fixture('arp_cache.txt'))).toBe(0);
    expect(parseUnresolvedDiscards(fixture('arp_cache-discards.txt'))).toBe(1229);
  });

  it('refuses a table without the column', () => {
    expect(() => parseUnresolvedDiscards('entries allocs\n1 2')).toThrow(/unresolved_discards/);
  });
});
