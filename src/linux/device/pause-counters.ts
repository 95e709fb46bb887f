import { groupBy } from '../../model/group-by.js';
import { sum } from '../../model/numbers/sum.js';
import { decimal } from '../text/number.js';
import { ask, asOne, mapped, valueOf, type Query } from '../text/query.js';

/** Pause frames of a port since its driver was loaded (IEEE 802.3x and 802.1Qbb). */
export interface PauseCounts {
  readonly received: number;
  readonly sent: number;
}

const STATISTICS = { source: 'ethtool -S' };
const STATISTIC = /^\s*(\S+): (\d+)$/gm;

/**
 * Each driver has its own names for them: `rx_flow_control_xoff` (e1000e, igb, ixgbe), `link_xoff_rx` (i40e,
 * ice), `rx_pause_ctrl_phy` (mlx5), `tx_pause_frames` (bnxt), `rx_xoff_pause_rcvd` (tg3), `rx_prio3_pause`.
 */
const OF_PAUSE = /(^|[._])xo(n|ff)([._]|$)|(^|_)pause(_ctrl|_frames|_rcvd|$)/i;
/** Pause times and transitions are not frames. */
const NO_FRAMES = /duration|transition|storm|timer|watermark/i;

const isReceived = (name: string): boolean => /(^|[._])rx([._]|$)|rcvd|received/i.test(name);

/**
 * Names whose counts add up: those that begin a pause and those that end it, and those of each priority. Any other
 * name counts them all.
 */
const familyOf = (name: string): string => {
  if (/xo(n|ff)/i.test(name)) return 'xon and xoff';
  return /prio(rity)?_?\d/i.test(name) ? 'priorities' : name;
};

/**
 * Parses the output of `ethtool -S DEVICE`; undefined if the driver counts no pause frames. Where it counts
 * them by several names, the highest counts.
 * @throws ParseFailure
 */
export const parsePauseCounts = (text: string): PauseCounts | undefined => {
  const found = [...text.matchAll(STATISTIC)].flatMap(([, name = '', value = '']) =>
    OF_PAUSE.test(name) && !NO_FRAMES.test(name)
      ? [{ name, received: isReceived(name), frames: decimal(value, STATISTICS) }]
      : [],
  );
  if (found.length === 0) return undefined;
  const total = (received: boolean): number => {
    const families = groupBy(
      found.filter((each) => each.received === received),
      ({ name }) => familyOf(name),
    );
    return Math.max(0, ...[...families.values()].map((own) => sum(own.map((each) => each.frames))));
  };
  return { received: total(true), sent: total(false) };
};

/** The pause frames of ports in the current network namespace, except those whose driver counts none. */
export const pauseCounts = (ports: readonly string[]): Query<ReadonlyMap<string, PauseCounts>> =>
  mapped(
    asOne(
      Object.fromEntries(
        ports.map((port) => [port, ask(['ethtool', '-S', port], parsePauseCounts)] as const),
      ),
    ),
    (byPort) =>
      new Map(
        Object.entries(byPort).flatMap(([port, reading]) => {
          const value = valueOf(reading);
          return value === undefined ? [] : [[port, value] as const];
        }),
      ),
  );
