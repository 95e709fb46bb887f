import { parseAccelerators, readAccelerators } from '../../../linux/guest/processes.js';
import { QEMU } from '../../../linux/guest/qemu.js';
import type { Network } from '../../../model/network/network.js';
import { guestCheckpoints } from './checkpoints.js';
import { guestSetup, guestsOf } from './guest.js';
import { guests } from './guests.js';
import { interfaces } from '../../steps/interfaces.js';
import { tapQueues } from '../checkpoints.js';
import type { DataPlane } from '../data-plane.js';
import { silenceIpv6 } from '../veth.js';

/** The macvtaps of a network, named like the guests' interfaces. */
const macvtaps = (network: Network) => guestsOf(network).flatMap((guest) => guest.interfaces);

/**
 * Each router is a QEMU guest with virtio devices on macvtaps on the DUT's ports, as Xen in the paper's
 * related work. KVM runs it if a kernel boots under KVM, otherwise QEMU's TCG.
 */
export const kvmGuest: DataPlane = {
  name: 'kvm-guest',
  requires: {
    tools: ['ip', 'tc', QEMU, 'busybox', 'ldd', 'setsid', 'taskset'],
    modules: ['macvtap', 'vhost_net'],
  },
  stack: { place: 'outside', mac: 'own' },
  steps: (network, { cpus }) => {
    const taps = macvtaps(network);
    const names = taps.map(({ name }) => name);
    return [
      interfaces({
        apply: [
          {
            lines: taps.map(({ port, name, mac }) => [
              ...['link', 'add', 'link', port.interface, 'name', name, 'address', mac],
              ...['type', 'macvtap', 'mode', 'private'],
            ]),
          },
        ],
        undo: [{ lines: names.map((name) => ['link', 'del', 'dev', name]) }],
      }),
      silenceIpv6(names),
      interfaces({
        apply: [{ lines: names.map((name) => ['link', 'set', 'dev', name, 'up']) }],
        undo: [],
      }),
      guests({
        monitor: 'qemu',
        guests: guestsOf(network).map((guest) => ({
          name: guest.name,
          ports: guest.interfaces.map(({ name, mac }) => ({ device: name, mac })),
          setup: [...guestSetup(guest, network.traffic.protocol)],
        })),
        ...(cpus !== undefined && { cpus: [...cpus] }),
      }),
    ];
  },
  checkpoints: (network) => [
    // Frames for which the queue of a tap, which QEMU or vhost reads, was full.
    tapQueues(macvtaps(network).map(({ name }) => name)),
    ...guestCheckpoints(network),
  ],
  readGuests: async (dut, network, signal) => {
    const names = guestsOf(network).map(({ name }) => name);
    const { stdout } = await dut.run(readAccelerators(names), { signal });
    return parseAccelerators(stdout, names, dut.name);
  },
};
