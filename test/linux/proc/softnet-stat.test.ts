import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { parseSoftnetStat } from '../../../src/linux/proc/softnet-stat.js';
import { fixture } from '../fixture.js';

describe('parseSoftnetStat', () => {
  it('reads one row a CPU, in hexadecimal', () => {
    const rows = parseSoftnetStat(fixture('softnet_stat-two-cpus.txt'));
    expect(rows).toHaveLength(2);
    expect(parseSoftnetStat(fixture('softnet_stat-overload.txt'))).toEqual([
      { processed: 0x232e3, dropped: 43_119, timeSqueeze: 154 },
    ]);
  });

  it('refuses text that is no table of hexadecimal numbers', () => {
    expect(() => parseSoftnetStat('cpu0: 12', 'dut')).toThrow(/softnet_stat on dut.*"cpu0:"/);
    expect(() => parseSoftnetStat('')).toThrow(ParseFailure);
    expect(() => parseSoftnetStat('00000001')).toThrow(/\(nothing\)/);
  });
});
