import { describe, expect, it } from 'vitest';
import { parseKfreeSkbFormat } from '../../../src/linux/trace/kfree-skb-format.js';
import { fixture } from '../fixture.js';

const formatOf = (kernel: string) =>
  parseKfreeSkbFormat(fixture(`kfree-skb-format-${kernel}.txt`), 'dut');

/** The event before Linux 5.17. */
const WITHOUT_REASON = `name: kfree_skb
ID: 1200
format:
	field:unsigned short common_type;	offset:0;	size:2;	signed:0;

	field:void * skbaddr;	offset:8;	size:8;	signed:0;
	field:void * location;	offset:16;	size:8;	signed:0;
	field:unsigned short protocol;	offset:24;	size:2;	signed:0;

print fmt: "skbaddr=%p protocol=%u location=%p", REC->skbaddr, REC->protocol, REC->location
`;

describe('the format of kfree_skb', () => {
  it.each([
    ['6.1', 1, 45, 46, 65],
    ['6.12', 2, 57, 61, 94],
  ])('has the names of reasons of Linux %s, by its own numbers', (kernel, none, qdisc, backlog) => {
    const { reasons } = formatOf(kernel);
    expect(reasons?.get(none)).toBe('NOT_SPECIFIED');
    expect(reasons?.get(qdisc)).toBe('QDISC_DROP');
    expect(reasons?.get(backlog)).toBe('CPU_BACKLOG');
  });

  it('has none before Linux 5.17', () => {
    expect(parseKfreeSkbFormat(WITHOUT_REASON)).toEqual({});
  });

  it('is rejected if it is another event, or has no location', () => {
    expect(() => parseKfreeSkbFormat('name: consume_skb\n', 'dut')).toThrow(/format on dut/);
    const placeless = WITHOUT_REASON.replace('location;', 'place;');
    expect(() => parseKfreeSkbFormat(placeless)).toThrow(/location/);
  });
});
