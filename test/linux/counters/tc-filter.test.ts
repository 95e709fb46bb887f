import { describe, expect, it } from 'vitest';
import { qdisc } from '../../../src/linux/counters/qdisc.js';
import { tcFilter } from '../../../src/linux/counters/tc-filter.js';

/** Of a port with filters, from `tc -s -j qdisc` of iproute2 6.1. */
const PRINTED = JSON.stringify([
  {
    ...{ kind: 'fq_codel', handle: '0:', dev: 'eth1', root: true, refcnt: 2, options: {} },
    ...{ bytes: 90, packets: 1, drops: 4, overlimits: 0, requeues: 0, backlog: 0, qlen: 0 },
  },
  {
    ...{ kind: 'clsact', handle: 'ffff:', dev: 'eth1', parent: 'ffff:fff1', options: {} },
    ...{ bytes: 376, packets: 11, drops: 11, overlimits: 0, requeues: 0, backlog: 0, qlen: 0 },
  },
]);

describe('counters in the output of tc', () => {
  it('distinguish drops of filters from those of the queueing discipline', () => {
    if (!('command' in tcFilter.from && 'command' in qdisc.from)) expect.fail();
    const filter = { source: 'tc-filter', interface: 'eth1', field: 'drops' } as const;
    expect(tcFilter.from.parse(PRINTED, 'dut').of(filter)).toBe(11);
    expect(
      tcFilter.from.parse(PRINTED, 'dut').of({ ...filter, interface: 'eth2' }),
    ).toBeUndefined();
    const root = { source: 'qdisc', interface: 'eth1', field: 'drops' } as const;
    expect(qdisc.from.parse(PRINTED, 'dut').of(root)).toBe(4);
    expect(tcFilter.from.command).toEqual(qdisc.from.command);
  });
});
