import { hexadecimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';
import { wordsOf } from '../text/words.js';
import { cpuRows } from './cpu-rows.js';

/** The counters are 32 bits wide. */
export const SOFTNET_WRAP = 2 ** 32;

/** The CPU's number, since Linux 5.10; a CPU that is offline has no row. */
const CPU = 12;

/** The CPU of each row; its index in the table if the kernel does not print it. */
const cpusOf = (rows: readonly string[]): readonly string[] => {
  const numbers = rows.map((row) => wordsOf(row)[CPU]);
  return new Set(numbers).size === rows.length
    ? numbers.map((number, index) => String(Number.parseInt(number ?? String(index), 16)))
    : rows.map((_, index) => String(index));
};

/**
 * Packets dropped because a CPU's backlog queue was full (netdev_max_backlog), by CPU: the second column
 * of /proc/net/softnet_stat, which has a row for each online CPU. Hexadecimal, for the whole machine,
 * not per network namespace (net/core/net-procfs.c). Later columns differ from kernel to kernel.
 * @throws ParseFailure
 */
export const parseBacklogDrops = (text: string, where?: string): ReadonlyMap<string, number> => {
  const place = { source: '/proc/net/softnet_stat', where };
  const rows = cpuRows(text.split('\n'));
  if (rows.length === 0) throw new ParseFailure({ ...place, expected: 'a row for each CPU', text });
  const cpus = cpusOf(rows);
  return new Map(
    rows.map((row, index): [string, number] => {
      const dropped = wordsOf(row)[1];
      if (dropped !== undefined) return [cpus[index] ?? '', hexadecimal(dropped, place)];
      throw new ParseFailure({ ...place, expected: 'a second column', text: row });
    }),
  );
};
