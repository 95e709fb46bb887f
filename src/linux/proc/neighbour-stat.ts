import { hexadecimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';

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
  const [heading = '', ...rows] = text.trim().split('\n');
  const column = heading.trim().split(/\s+/).indexOf(FIELD);
  if (column < 0 || rows.length === 0) {
    throw new ParseFailure({ source, expected: `a column ${FIELD} and rows`, text, where });
  }
  return rows
    .map((row) => hexadecimal(row.trim().split(/\s+/)[column], { source, where }))
    .reduce((sum, discards) => sum + discards, 0);
};
