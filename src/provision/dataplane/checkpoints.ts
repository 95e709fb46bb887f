import type { Checkpoint, CounterSource } from '../../model/counter.js';
import type { Protocol, Traffic } from '../../model/traffic.js';
import { streamsOf } from '../../model/stream.js';
import type { Topology } from '../../model/topology.js';

/**
 * Counters of lost frames, chosen so that no frame is counted by two of them. Left out are
 * - a virtual interface's rx_dropped: it repeats the backlog queue's drops
 * - a virtual interface's tx_dropped: it repeats the drops of the qdisc below
 * - Ip.OutDiscards and Ip.OutNoRoutes: the kernel counts only packets of its own making there
 * - IpExt.InCsumErrors: part of Ip.InHdrErrors
 * - Ip6OutDiscards: packets of the machine's own making too; forwarded ones where memory is short
 * - Ip6FragFails: every frame that is too big to be forwarded is in Ip6InTooBigErrors too
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

/** IP's input and forwarding in one network namespace; absent is the machine's own. */
export const ip = (protocol: Protocol, namespace?: string): Checkpoint => {
  const { source, fields } = IP_FIELDS[protocol];
  return {
    location: 'ip',
    counters: fields.map((field): CounterSource => ({
      source,
      field,
      ...(namespace !== undefined && { namespace }),
    })),
  };
};

/** Frames that waited for a neighbour's address. One table serves all namespaces of a machine. */
export const neighbour = (protocol: Protocol): Checkpoint => ({
  location: 'neighbour',
  counters: [
    { source: protocol === 'ipv4' ? 'neighbour' : 'neighbour6', field: 'unresolved_discards' },
  ],
});

/** Frames that virtual interfaces received and could not deliver. */
export const virtualInterfaces = (namespace: string, devices: readonly string[]): Checkpoint => ({
  location: 'virtual-interface',
  counters: devices.map((device) => ({
    source: 'link',
    namespace,
    interface: device,
    field: 'rx_errors',
  })),
});

/** The queueing disciplines of the NICs by which test frames leave. */
export const egressQdiscs = (topology: Topology, traffic: Traffic): Checkpoint => ({
  location: 'egress-qdisc',
  counters: [...new Set(streamsOf(topology, traffic).map(({ exit }) => exit.dut.interface))].map(
    (device) => ({
      source: 'qdisc',
      interface: device,
      field: 'drops',
    }),
  ),
});
