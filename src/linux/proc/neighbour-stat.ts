import { hexadecimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';
import { wordsOf } from '../text/words.js';
import { cpuRows } from './cpu-rows.js';

const FIELD = 'unresolved_discards';

/**
 * Packets dropped because the next hop's link-layer address could not be resolved, from arp_cache or,
 * for IPv6, ndisc_cache in /proc/net/stat: hexadecimal, one row per CPU, summed here. The files exist
 * only in the initial network namespace and count for all namespaces (net/core/neighbour.c).
 * @throws ParseFailure
 */
export const parseUnresolvedDiscards = (
  text: string,
  where?: string,
  source = '/proc/net/stat/arp_cache',
): number => {
  const lines = text.split('\n');
  const heading = lines.findIndex((line) => wordsOf(line).includes(FIELD));
  const rows = cpuRows(lines.slice(heading + 1));
  if (heading < 0 || rows.length === 0) {
    throw new ParseFailure({ source, expected: `a column ${FIELD} and rows`, text, where });
  }
  const column = wordsOf(lines[heading] ?? '').indexOf(FIELD);
  return rows
    .map((row) => {
      const discards = wordsOf(row)[column];
      if (discards !== undefined) return hexadecimal(discards, { source, where });
      throw new ParseFailure({ source, expected: `a column ${FIELD}`, text: row, where });
    })
    .reduce((sum, discards) => sum + discards, 0);
};
