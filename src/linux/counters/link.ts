import { linkStatisticFile, parseLinkStatistic } from '../device/statistics.js';
import type { CounterKind } from './counter-kind.js';

/** The statistics of a network device that `ip -s -s link` shows, by the kernel's names (rtnl_link_stats64). */
export type LinkField =
  | 'rx_packets'
  | 'rx_errors'
  | 'rx_dropped'
  | 'rx_missed_errors'
  | 'tx_packets'
  | 'tx_errors'
  | 'tx_dropped';

/** Frames of a network device. */
export interface LinkCounter {
  readonly source: 'link';
  readonly namespace?: string | undefined;
  readonly interface: string;
  readonly field: LinkField;
}

const fileOf = (counter: LinkCounter): string =>
  linkStatisticFile(counter.interface, counter.field);

export const link: CounterKind<LinkCounter> = {
  from: {
    files: (counter) => [fileOf(counter)],
    parseFiles: (text, where) => ({
      of: (counter) => parseLinkStatistic(text(fileOf(counter)), fileOf(counter), where),
    }),
  },
};
