import type { LossLocation } from './trial.js';

/** A counter of a machine's kernel, named well enough to be read. All count frames but one, and only upwards. */
export type CounterSource =
  | {
      readonly source: 'link';
      readonly namespace?: string | undefined;
      readonly interface: string;
      readonly field: LinkField;
    }
  | {
      /** How often a network device gained or lost its carrier. */
      readonly source: 'carrier';
      readonly namespace?: string | undefined;
      readonly interface: string;
      readonly field: 'changes';
    }
  | { readonly source: 'softnet'; readonly field: 'dropped' }
  | {
      /** `snmp6` is that of IPv6. */
      readonly source: 'snmp' | 'snmp6';
      readonly namespace?: string | undefined;
      readonly field: string;
    }
  | {
      /** IPv4's table, which ARP fills, or IPv6's. */
      readonly source: 'neighbour' | 'neighbour6';
      readonly namespace?: string | undefined;
      readonly field: 'unresolved_discards';
    }
  | { readonly source: 'qdisc'; readonly interface: string; readonly field: 'drops' };

/** The statistics of a network device that `ip -s -s link` shows, by the kernel's names (rtnl_link_stats64). */
export type LinkField =
  | 'rx_packets'
  | 'rx_errors'
  | 'rx_dropped'
  | 'rx_missed_errors'
  | 'tx_packets'
  | 'tx_errors'
  | 'tx_dropped';

/** A place on the DUT where frames can be lost, and the counters whose sum says how many were. */
export interface Checkpoint {
  readonly location: LossLocation;
  readonly counters: readonly CounterSource[];
}

/** Where the frames are counted that a port's receive ring had no room for. */
export type RingOverflow =
  /** The NIC's own statistics: rx_missed_errors. */
  | { readonly source: 'nic' }
  /** An emulated NIC's wire is a UDP socket of this computer: the drops column of /proc/net/udp. */
  | { readonly source: 'udp-socket'; readonly localPort: number };

/** A counter's name as text, the same for the same counter: the key of a reading. */
export const counterKey = (counter: CounterSource): string =>
  [
    counter.source,
    'namespace' in counter ? (counter.namespace ?? '') : '',
    'interface' in counter ? counter.interface : '',
    counter.field,
  ].join('/');
