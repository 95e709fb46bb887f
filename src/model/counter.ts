/** Where frames are counted that a port's receive ring had no room for. */
export type RingOverflow =
  /** The NIC's own statistics: rx_missed_errors. */
  | { readonly source: 'nic' }
  /** An emulated NIC's wire is a UDP socket of this computer: the drops column of /proc/net/udp. */
  | { readonly source: 'udp-socket'; readonly localPort: number };
