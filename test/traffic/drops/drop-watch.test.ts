import { describe, expect, it } from 'vitest';
import { dropWatch } from '../../../src/traffic/drops/drop-watch.js';
import { fixture } from '../../linux/fixture.js';
import { scriptedHost } from '../../provision/kernel-module/scripted-host.js';

const { signal } = new AbortController();

describe('dropWatch', () => {
  it('counts from before the work until after it, and places what was dropped', async () => {
    const host = scriptedHost([
      [/^cat .*\/format$/, { stdout: fixture('kfree-skb-format-6.1.txt') }],
      [/^cat .*\/hist$/, { stdout: fixture('kfree-skb-hist-6.1.txt') }],
    ]);
    const { result, found } = await dropWatch(host)(() => {
      host.lines.push('the work');
      return Promise.resolve('done');
    }, signal);
    expect(result).toBe('done');
    const order = host.lines.map((line) => /the work|pause|cont|format|hist$/.exec(line)?.[0]);
    expect(order).toEqual(['format', 'pause', 'cont', 'the work', 'pause', 'hist']);
    expect(found).toMatchObject({
      state: 'traced',
      left: 0,
      drops: [
        { symbol: 'pktgen_xmit', place: 'tester', frames: 2999 },
        { symbol: '__udp4_lib_rcv', place: 'other', frames: 5 },
        { symbol: 'ip6_mc_input', place: 'other', frames: 2 },
        { symbol: 'pktgen_stop_device.isra.0', place: 'tester', frames: 1 },
      ],
    });
  });
});
