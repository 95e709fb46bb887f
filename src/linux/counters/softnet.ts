import { parseBacklogDrops, SOFTNET_WRAP } from '../proc/softnet-stat.js';
import type { CounterKind } from './counter-kind.js';

/** Frames dropped because the per-CPU backlog queues were full. */
export interface SoftnetCounter {
  readonly source: 'softnet';
  readonly field: 'dropped';
}

const FILE = '/proc/net/softnet_stat';

export const softnet: CounterKind<SoftnetCounter> = {
  wrap: SOFTNET_WRAP,
  from: {
    files: () => [FILE],
    parseFiles: (text, where) => ({
      of: () => parseBacklogDrops(text(FILE), where),
    }),
  },
};
