import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { parseBacklogDrops } from '../../../src/linux/proc/softnet-stat.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignLines } from '../foreign.js';

const row = (columns: number, dropped: string): string =>
  ['00001111', dropped, ...Array.from({ length: columns - 2 }, () => '00000000')].join(' ');

describe('parseBacklogDrops', () => {
  it('sums the second column over the CPUs, in hexadecimal', () => {
    expect(parseBacklogDrops(fixture('softnet_stat-two-cpus.txt'))).toBe(0);
    expect(parseBacklogDrops(fixture('softnet_stat-overload.txt'))).toBe(43_119);
  });

  it.each([3, 9, 10, 11, 13, 15, 20])('reads a kernel with %i columns', (columns) => {
    const text = `${row(columns, '0000000a')}\n${row(columns, '00000010')}\n`;
    expect(parseBacklogDrops(text)).toBe(26);
  });

  it('leaves foreign lines out', () => {
    const text = fixture('softnet_stat-overload.txt');
    staysAs(text, withForeignLines, parseBacklogDrops, (found, expected) => {
      expect(found).toBe(expected);
    });
  });

  it('refuses text that has no such column, and shows the row', () => {
    expect(() => parseBacklogDrops('cpu0: 12', 'dut')).toThrow(/softnet_stat on dut.*"cpu0: 12"/);
    expect(() => parseBacklogDrops('')).toThrow(ParseFailure);
    expect(() => parseBacklogDrops('00000001')).toThrow(/a second column, found "00000001"/);
    expect(() => parseBacklogDrops('00000001 xyz 0')).toThrow(/"xyz"/);
  });
});
