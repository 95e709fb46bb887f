import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import type { CounterSource } from '../../linux/counters/index.js';
import type { Network } from '../../model/network/network.js';
import type { Protocol } from '../../model/network/traffic.js';
import type { VirtualInterface } from './link-kind.js';

/**
 * Counters of lost frames, chosen so that no frame is counted by two of them. Left out are
 * - a virtual interface's rx_dropped: it repeats the backlog queue's drops
 * - a virtual interface's tx_dropped: it repeats the drops of the qdisc below
 * - Ip.OutDiscards and Ip.OutNoRoutes: the kernel counts only locally generated packets there
 * - IpExt.InCsumErrors: part of Ip.InHdrErrors
 * - Ip6OutDiscards: includes locally generated packets; forwarded ones only when memory is short
 * - Ip6FragFails: every frame too big to be forwarded is also in Ip6InTooBigErrors
 */

/** The per-CPU queues that netif_rx fills (netdev_max_backlog). Counted for the whole machine. */
export const backlogQueue = (): Checkpoint => ({
  location: 'backlog-queue',
  counters: [{ source: 'softnet', field: 'dropped' }],
});

const IP_FIELDS = {
  ipv4: {
    source: 'snmp',
    fields: [
      'Ip.InHdrErrors',
      'Ip.InAddrErrors',
      'Ip.InDiscards',
      'Ip.FragFails',
      'IpExt.InNoRoutes',
      'IpExt.InTruncatedPkts',
      'TcpExt.IPReversePathFilter',
    ],
  },
  ipv6: {
    source: 'snmp6',
    fields: [
      'Ip6InHdrErrors',
      'Ip6InTooBigErrors',
      'Ip6InNoRoutes',
      'Ip6InAddrErrors',
      'Ip6InTruncatedPkts',
      'Ip6InDiscards',
    ],
  },
} as const;

/** The counters of frames lost by IP input and forwarding, by field. */
export const ipFields = (
  protocol: Protocol,
): { readonly source: 'snmp' | 'snmp6'; readonly fields: readonly string[] } => IP_FIELDS[protocol];

/** IP input and forwarding in the routers of a network. */
export const ip = ({ routers, traffic }: Network): Checkpoint => {
  const { source, fields } = ipFields(traffic.protocol);
  return {
    location: 'ip',
    counters: routers.flatMap(({ namespace }) =>
      fields.map((field): CounterSource => ({ source, field, namespace })),
    ),
  };
};

/** Frames dropped while waiting for neighbour resolution. One table serves all namespaces of a machine. */
export const neighbour = (protocol: Protocol): Checkpoint => ({
  location: 'neighbour',
  counters: [
    { source: protocol === 'ipv4' ? 'neighbour' : 'neighbour6', field: 'unresolved_discards' },
  ],
});

/** Frames for which macvtap queues were full; counted while a program has them open. */
export const tapQueues = (devices: readonly string[]): Checkpoint => ({
  location: 'virtual-interface',
  counters: devices.map((device) => ({
    ...{ source: 'link', interface: device, field: 'rx_dropped' },
  })),
});

/** Frames that virtual interfaces received and could not deliver. */
export const virtualInterfaces = (all: readonly VirtualInterface[]): Checkpoint => ({
  location: 'virtual-interface',
  counters: all.map(({ namespace, name }) => ({
    source: 'link',
    namespace,
    interface: name,
    field: 'rx_errors',
  })),
});

/**
 * Frames that tc filters failed to redirect to a virtual interface, or back.
 * @param routerOf the namespace of the router that a device belongs to, if any
 */
export const filterDrops = (
  devices: readonly string[],
  routerOf: Readonly<Record<string, string>>,
): Checkpoint => ({
  location: 'virtual-interface',
  counters: devices.map((device) => ({ source: 'tc-filter', interface: device, field: 'drops' })),
  routerOf,
});

/** Packet sockets by which a program receives frames from devices in the initial namespace. */
export const packetSockets = (program: string, devices: readonly string[]): Checkpoint => ({
  location: 'packet-socket',
  counters: devices.map((device) => ({
    ...{ source: 'packet-socket', interface: device, program, field: 'drops' },
  })),
});

/** Open vSwitch: frames whose upcall was lost, and those that its flows drop. */
export const virtualSwitch = (): Checkpoint => ({
  location: 'virtual-switch',
  counters: [
    { source: 'openvswitch-upcalls', field: 'lost' },
    { source: 'openvswitch-flows', field: 'dropped' },
  ],
});

/** The queueing disciplines of the egress NICs. */
export const egressQdiscs = ({ streams }: Network): Checkpoint => ({
  location: 'egress-qdisc',
  counters: [...new Set(streams.map(({ exit }) => exit.dut.interface))].map((device) => ({
    source: 'qdisc',
    interface: device,
    field: 'drops',
  })),
});
