import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { parseBacklogDrops } from '../../../src/linux/proc/softnet-stat.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignLines } from '../foreign.js';
import { sum } from '../../../src/model/numbers/sum.js';

const row = (columns: number, dropped: string): string =>
  ['00001111', dropped, ...Array.from({ length: columns - 2 }, () => '00000000')].join(' ');

describe('parseBacklogDrops', () => {
  it('reads the second column for each CPU, in hexadecimal', () => {
    const both = parseBacklogDrops(fixture('softnet_stat-two-cpus.txt'));
    expect([...both]).toEqual([
      ['0', 0],
      ['1', 0],
    ]);
    const overload = parseBacklogDrops(fixture('softnet_stat-overload.txt'));
    expect(sum([...overload.values()])).toBe(43_119);
  });

  it('takes the number of a CPU from its row, if all rows have one', () => {
    const numbered = (cpu: string): string =>
      ['00000001', '0000000a', ...Array.from({ length: 10 }, () => '00000000'), cpu].join(' ');
    expect([
      ...parseBacklogDrops([numbered('00000000'), numbered('0000000b')].join('\n')).keys(),
    ]).toEqual(['0', '11']);
    expect([
      ...parseBacklogDrops([numbered('00000000'), numbered('00000000')].join('\n')).keys(),
    ]).toEqual(['0', '1']);
  });

  it.each([3, 9, 10, 11, 13, 15, 20])('reads a kernel with %i columns', (columns) => {
    const text = `${row(columns, '0000000a')}\n${row(columns, '00000010')}\n`;
    expect(sum([...parseBacklogDrops(text).values()])).toBe(26);
  });

  it('omits other lines', () => {
    const text = fixture('softnet_stat-overload.txt');
    staysAs(text, withForeignLines, parseBacklogDrops, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });

  it('refuses text that has no such column, and shows the row', () => {
    expect(() => parseBacklogDrops('cpu0: 12', 'dut')).toThrow(/softnet_stat on dut.*"cpu0: 12"/);
    expect(() => parseBacklogDrops('')).toThrow(ParseFailure);
    expect(() => parseBacklogDrops('00000001')).toThrow(/a second column, found "00000001"/);
    expect(() => parseBacklogDrops('00000001 xyz 0')).toThrow(/"xyz"/);
  });
});
