import { parseRootDrops, QDISC_WRAP, READ_QDISCS } from '../tc/qdisc.js';
import type { CounterKind } from './counter-kind.js';

/** Frames that the queueing discipline at the root of a device dropped. */
export interface QdiscCounter {
  readonly source: 'qdisc';
  readonly interface: string;
  readonly field: 'drops';
}

export const qdisc: CounterKind<QdiscCounter> = {
  wrap: QDISC_WRAP,
  from: {
    command: READ_QDISCS,
    parse: (stdout, where) => {
      const drops = parseRootDrops(stdout, where);
      return { of: (counter) => drops.of(counter.interface) };
    },
  },
};
