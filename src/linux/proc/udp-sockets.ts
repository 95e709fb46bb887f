import { decimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';
import { wordsOf } from '../text/words.js';

/** The kernel counts a socket's drops in 32 bits (sk_drops). */
export const UDP_DROPS_WRAP = 2 ** 32;

/** Dropped datagrams by local port. Only the ports that are asked for are read. */
export interface UdpDrops {
  /** @returns `undefined` if no socket has the port. @throws ParseFailure if it cannot be read */
  get(port: number): number | undefined;
}

/** A socket's number, its local address and port. */
const SOCKET = /^\s*\d+:\s+[0-9a-f]+:([0-9a-f]{4})\s/i;

/**
 * Datagrams dropped because a UDP socket's receive buffer was full: the column `drops` of
 * /proc/net/udp, the last one up to now, summed over sockets that share a port.
 * @throws ParseFailure
 */
export const parseUdpDrops = (text: string, where?: string): UdpDrops => {
  const source = '/proc/net/udp';
  const lines = text.split('\n');
  const heading = lines.findIndex((line) => wordsOf(line)[1] === 'local_address');
  const names = wordsOf(lines[heading] ?? text);
  const column = names.lastIndexOf('drops');
  if (column < 0) {
    const expected = 'columns from local_address to drops';
    throw new ParseFailure({ source, expected, text: names.join(' '), where });
  }
  const rows = lines.slice(heading + 1);
  return {
    get: (port) => {
      const own = rows.filter((row) => Number.parseInt(SOCKET.exec(row)?.[1] ?? '', 16) === port);
      if (own.length === 0) return undefined;
      return own
        .map((row) => {
          // Counted from the end: earlier columns have two names each.
          const value = wordsOf(row).at(column - names.length);
          return decimal(value, { source: `${source}, port ${port}`, where });
        })
        .reduce((sum, drops) => sum + drops, 0);
    },
  };
};
