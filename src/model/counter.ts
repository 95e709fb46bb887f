/** Counter of the frames dropped because a port's receive ring was full. */
export type RingOverflow =
  /** The NIC's own statistics: rx_missed_errors. */
  | { readonly source: 'nic' }
  /** An emulated NIC's link is a UDP socket of this computer: the drops column of /proc/net/udp. */
  | { readonly source: 'udp-socket'; readonly localPort: number };
