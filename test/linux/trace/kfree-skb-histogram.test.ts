import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseKfreeSkbFormat } from '../../../src/linux/trace/kfree-skb-format.js';
import {
  histogramTriggers,
  parseKfreeSkbHistogram,
} from '../../../src/linux/trace/kfree-skb-histogram.js';
import { fixture } from '../fixture.js';
import { withForeignLines } from '../foreign.js';

const formatOf = (kernel: string) =>
  parseKfreeSkbFormat(fixture(`kfree-skb-format-${kernel}.txt`), 'dut');

describe('the histogram of kfree_skb', () => {
  it.each([
    ['6.1', 2],
    ['6.12', 5],
  ])('has reason, function, module and protocol of what Linux %s dropped', (kernel, multicast) => {
    const text = fixture(`kfree-skb-hist-${kernel}.txt`);
    const { drops, left } = parseKfreeSkbHistogram(text, formatOf(kernel), 'dut');
    const own = { reason: 'NOT_SPECIFIED', module: 'pktgen', protocol: 0x800 };
    expect(drops).toEqual(
      expect.arrayContaining([
        { ...own, symbol: 'pktgen_stop_device.isra.0', frames: 1 },
        { ...own, symbol: 'pktgen_xmit', frames: 2999 },
        { reason: 'NO_SOCKET', symbol: '__udp4_lib_rcv', protocol: 0x800, frames: 5 },
        {
          ...{ reason: 'NOT_SPECIFIED', symbol: 'ip6_mc_input', protocol: 0x86dd },
          frames: multicast,
        },
      ]),
    );
    expect(drops).toHaveLength(4);
    expect(left).toBe(0);
  });

  it('is keyed by reason and function, or only by function if the kernel gives no reason', () => {
    expect(histogramTriggers({}).set).toBe('hist:keys=location.sym,protocol:size=4096:pause');
    expect(histogramTriggers(formatOf('6.1')).start).toBe(
      'hist:keys=reason,location.sym,protocol:size=4096:cont',
    );
  });

  const EARLIER = `# event histogram
{ location: [ffffffff8188c602] enqueue_to_backlog                           , protocol:       2048 } hitcount:         12

Totals:
    Hits: 19
    Entries: 1
    Dropped: 7
`;

  it('has no reason if the kernel gives none, and the number of overflowed events', () => {
    expect(parseKfreeSkbHistogram(EARLIER, {})).toEqual({
      drops: [{ reason: null, symbol: 'enqueue_to_backlog', protocol: 2048, frames: 12 }],
      left: 7,
    });
  });

  it('has the number of a reason without a name', () => {
    const text = EARLIER.replace('{ location', '{ reason:         99, location');
    const { drops } = parseKfreeSkbHistogram(text, formatOf('6.1'));
    expect(drops[0]?.reason).toBe('reason 99');
  });

  it('is found among any other lines', () => {
    const text = fixture('kfree-skb-hist-6.1.txt');
    const format = formatOf('6.1');
    const plain = parseKfreeSkbHistogram(text, format);
    fc.assert(
      fc.property(withForeignLines(text), (mixed) => {
        expect(parseKfreeSkbHistogram(mixed, format)).toEqual(plain);
      }),
    );
  });

  it('is rejected if an entry is damaged, or it is truncated', () => {
    const text = fixture('kfree-skb-hist-6.1.txt');
    const damaged = text.replace('hitcount:          5', 'hitcount: many');
    expect(() => parseKfreeSkbHistogram(damaged, {}, 'dut')).toThrow(/kfree_skb\/hist on dut/);
    expect(() => parseKfreeSkbHistogram(text.slice(0, 300), {}, 'dut')).toThrow(/on dut/);
  });
});
