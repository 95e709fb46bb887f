import { hexadecimal } from './counter-text.js';
import { ParseFailure } from './parse-failure.js';

const FIELD = 'unresolved_discards';

/**
 * Packets dropped because their next hop's Ethernet address was not known, from
 * /proc/net/stat/arp_cache: hexadecimal, a row per CPU, summed here. The file exists in the
 * machine's own network namespace alone and counts for all of them (net/core/neighbour.c).
 * @throws ParseFailure
 */
export const parseUnresolvedDiscards = (text: string, where?: string): number => {
  const source = '/proc/net/stat/arp_cache';
  const [heading = '', ...rows] = text.trim().split('\n');
  const column = heading.trim().split(/\s+/).indexOf(FIELD);
  if (column < 0 || rows.length === 0) {
    throw new ParseFailure({ source, expected: `a column ${FIELD} and rows`, text, where });
  }
  return rows
    .map((row) => hexadecimal(row.trim().split(/\s+/)[column], { source, where }))
    .reduce((sum, discards) => sum + discards, 0);
};
