import { hexadecimal } from '../text/number.js';

/** One CPU's row of /proc/net/softnet_stat. */
export interface SoftnetRow {
  /** Packets through __netif_receive_skb_core; a packet on a macvlan device counts twice. */
  readonly processed: number;
  /** Packets dropped because the CPU's backlog queue was full (netdev_max_backlog). */
  readonly dropped: number;
  /** Times net_rx_action ran out of budget with work left; not a loss. */
  readonly timeSqueeze: number;
}

/** The counters are 32 bits wide; differences of their sums are taken modulo this. */
export const SOFTNET_WRAP = 2 ** 32;

/**
 * /proc/net/softnet_stat: hexadecimal columns, one row per online CPU, for the whole machine,
 * not per network namespace (net/core/net-procfs.c).
 * @throws ParseFailure
 */
export const parseSoftnetStat = (text: string, where?: string): readonly SoftnetRow[] => {
  const place = { source: '/proc/net/softnet_stat', where };
  return text
    .trim()
    .split('\n')
    .map((row) => {
      const [processed, dropped, timeSqueeze] = row.trim().split(/\s+/);
      return {
        processed: hexadecimal(processed, place),
        dropped: hexadecimal(dropped, place),
        timeSqueeze: hexadecimal(timeSqueeze, place),
      };
    });
};
