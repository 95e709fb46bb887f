import { decimal, hexadecimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';

/** The kernel counts a socket's drops in 32 bits (sk_drops). */
export const UDP_DROPS_WRAP = 2 ** 32;

/**
 * Datagrams dropped because a UDP socket's receive buffer was full, by local port: the last column of
 * /proc/net/udp, summed over sockets that share a port.
 * @throws ParseFailure
 */
export const parseUdpDrops = (text: string, where?: string): ReadonlyMap<number, number> => {
  const source = '/proc/net/udp';
  const [heading = '', ...rows] = text.trim().split('\n');
  const names = heading.trim().split(/\s+/);
  if (names[1] !== 'local_address' || names.at(-1) !== 'drops') {
    const expected = 'columns from local_address to drops';
    throw new ParseFailure({ source, expected, text: heading, where });
  }
  const drops = new Map<number, number>();
  for (const row of rows) {
    const columns = row.trim().split(/\s+/);
    const port = hexadecimal(columns[1]?.split(':')[1], { source, where });
    drops.set(port, (drops.get(port) ?? 0) + decimal(columns.at(-1), { source, where }));
  }
  return drops;
};
