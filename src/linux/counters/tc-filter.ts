import { parseFilterDrops, QDISC_WRAP, READ_QDISCS } from '../tc/qdisc.js';
import type { CounterKind } from './counter-kind.js';

/**
 * Frames that a device received and its filters dropped (clsact): those a filter denies, and those
 * redirected to a device that is down. A frame that the other device's own queue has no room for is
 * counted only there (act_mirred's retval stays TC_ACT_CONSUMED, sch_handle_ingress() in net/core/dev.c).
 */
export interface TcFilterCounter {
  readonly source: 'tc-filter';
  readonly interface: string;
  readonly field: 'drops';
}

export const tcFilter: CounterKind<TcFilterCounter> = {
  wrap: QDISC_WRAP,
  from: {
    command: READ_QDISCS,
    parse: (stdout, where) => {
      const drops = parseFilterDrops(stdout, where);
      return { of: (counter) => drops.of(counter.interface) };
    },
  },
};
