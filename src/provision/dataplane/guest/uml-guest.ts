import { UML, UML_IPV6, UML_PROGRAM } from '../../../linux/guest/uml.js';
import { guestCheckpoints } from './checkpoints.js';
import { guestSetup, guestsOf } from './guest.js';
import { guests } from './guests.js';
import { promiscuous } from '../../steps/promiscuous.js';
import { packetSockets } from '../checkpoints.js';
import type { DataPlane } from '../data-plane.js';

/**
 * Each router is a User-Mode Linux guest on raw sockets on the DUT's ports, as in VINI. Its interfaces
 * have their own Ethernet addresses: the DUT's IP stack also receives a copy of every frame, but drops
 * it as PACKET_OTHERHOST.
 */
export const umlGuest: DataPlane = {
  name: 'uml-guest',
  requires: {
    tools: ['ip', 'tc', 'ss', UML, 'setpriv', 'setsid', 'taskset'],
    modules: ['af_packet_diag'],
  },
  stack: { place: 'outside', mac: 'own' },
  steps: (network, { cpus }) => {
    const { protocol } = network.traffic;
    const all = guestsOf(network);
    const ports = all.flatMap(({ interfaces }) => interfaces.map(({ port }) => port.interface));
    return [
      promiscuous({ interfaces: [...new Set(ports)] }),
      guests({
        monitor: 'uml',
        guests: all.map((guest) => ({
          name: guest.name,
          ports: guest.interfaces.map(({ port, mac }) => ({ device: port.interface, mac })),
          setup: [...guestSetup(guest, protocol, [{ argv: UML_IPV6 }])],
        })),
        ...(cpus !== undefined && { cpus: [...cpus] }),
      }),
    ];
  },
  checkpoints: (network) => [
    packetSockets(UML_PROGRAM, [
      ...new Set(network.streams.map(({ entry }) => entry.dut.interface)),
    ]),
    ...guestCheckpoints(network),
  ],
};
