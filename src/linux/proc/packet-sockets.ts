import type { Argv } from '../../model/command.js';
import { decimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';

/**
 * Prints the AF_PACKET sockets of a namespace with their memory (-m) and processes (-p), by the kernel's
 * module af_packet_diag: without it, ss reads /proc/net/packet, which has no drops.
 */
export const READ_PACKET_SOCKETS: Argv = ['ss', '-0', '-a', '-e', '-m', '-p'];

/** The kernel counts a socket's drops in 32 bits (sk_drops). */
export const PACKET_DROPS_WRAP = 2 ** 32;

/** Frames dropped because programs did not read their sockets in time, by device. */
export interface PacketDrops {
  /**
   * @param program the name of the process that has the socket (its comm)
   * @returns `undefined` if it has none on the device. @throws ParseFailure if it cannot be read
   */
  of(device: string, program: string): number | undefined;
}

/** A socket's line; its details follow indented. */
const SOCKET = /^p_(?:raw|dgr)\s+\S+\s+\d+\s+\d+\s+(\S+?):(\S+)\s/;
/** `d` of skmem, the last of its values. */
const DROPS = /\bskmem:\((?:[a-z]+\d+,)*d(\d+)\)/;

/**
 * Frames dropped because the sockets on a device were full, for all protocols (`*:eth1`), from the
 * output of `READ_PACKET_SOCKETS`. A socket for one protocol, which also receives from the device (`ip:eth1`),
 * carries no frame of a data plane.
 */
export const parsePacketDrops = (text: string, where?: string): PacketDrops => {
  const source = READ_PACKET_SOCKETS.join(' ');
  const [heading = '', ...lines] = text.replaceAll(/\n\s+/g, ' ').split('\n');
  if (!heading.startsWith('Netid')) {
    throw new ParseFailure({ source, expected: 'a line of headings', text: heading, where });
  }
  return {
    of: (device, program) => {
      const own = lines.filter((line) => {
        const [, protocol, name] = SOCKET.exec(line) ?? [];
        return protocol === '*' && name === device && line.includes(`("${program}",`);
      });
      if (own.length === 0) return undefined;
      return own
        .map((line) => decimal(DROPS.exec(line)?.[1], { source: `${source}, ${device}`, where }))
        .reduce((sum, drops) => sum + drops, 0);
    },
  };
};
