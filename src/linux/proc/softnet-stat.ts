import { hexadecimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';
import { wordsOf } from '../text/words.js';
import { cpuRows } from './cpu-rows.js';

/** The counters are 32 bits wide; differences of their sums are taken modulo this. */
export const SOFTNET_WRAP = 2 ** 32;

/**
 * Packets dropped because a CPU's backlog queue was full (netdev_max_backlog): the second column of
 * /proc/net/softnet_stat, summed over its rows, one per online CPU. Hexadecimal, for the whole machine,
 * not per network namespace (net/core/net-procfs.c). Later columns differ from kernel to kernel.
 * @throws ParseFailure
 */
export const parseBacklogDrops = (text: string, where?: string): number => {
  const place = { source: '/proc/net/softnet_stat', where };
  const rows = cpuRows(text.split('\n'));
  if (rows.length === 0) throw new ParseFailure({ ...place, expected: 'a row for each CPU', text });
  return rows
    .map((row) => {
      const dropped = wordsOf(row)[1];
      if (dropped !== undefined) return hexadecimal(dropped, place);
      throw new ParseFailure({ ...place, expected: 'a second column', text: row });
    })
    .reduce((sum, dropped) => sum + dropped, 0);
};
