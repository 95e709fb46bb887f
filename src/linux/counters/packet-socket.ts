import {
  PACKET_DROPS_WRAP,
  parsePacketDrops,
  READ_PACKET_SOCKETS,
} from '../proc/packet-sockets.js';
import type { CounterKind } from './counter-kind.js';

/**
 * Frames dropped because a program's AF_PACKET socket on a device was full. They are in no counter of the
 * device: the kernel's own IP stack gets a separate copy (packet_rcv() in net/packet/af_packet.c).
 */
export interface PacketSocketCounter {
  readonly source: 'packet-socket';
  readonly interface: string;
  /** The process that has the socket, by its name in the kernel (comm). */
  readonly program: string;
  readonly field: 'drops';
}

export const packetSocket: CounterKind<PacketSocketCounter> = {
  wrap: PACKET_DROPS_WRAP,
  from: {
    command: READ_PACKET_SOCKETS,
    parse: (stdout, where) => {
      const drops = parsePacketDrops(stdout, where);
      return { of: (counter) => drops.of(counter.interface, counter.program) };
    },
  },
};
