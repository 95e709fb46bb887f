import { parseUnresolvedDiscards } from '../proc/neighbour-stat.js';
import type { CounterKind } from './counter-kind.js';

/** Frames dropped because a neighbour's Ethernet address was not resolved: IPv4's table, or IPv6's. */
export interface NeighbourCounter {
  readonly source: 'neighbour' | 'neighbour6';
  readonly namespace?: string | undefined;
  readonly field: 'unresolved_discards';
}

const inFile = (file: string): CounterKind<NeighbourCounter> => ({
  machineWide: true,
  from: {
    files: () => [file],
    parseFiles: (text, where) => ({ of: () => parseUnresolvedDiscards(text(file), where, file) }),
  },
});

export const neighbour = inFile('/proc/net/stat/arp_cache');
export const neighbour6 = inFile('/proc/net/stat/ndisc_cache');
