import { describe, expect, it } from 'vitest';
import { coalescing, parseCoalescing } from '../../../../src/linux/device/settings/coalescing.js';
import { fixture } from '../../fixture.js';
import { staysAs, withForeignLines } from '../../foreign.js';

describe('coalescing', () => {
  it('has the parameters of the driver, by their names', () => {
    // The machine has InterruptThrottleRate=3000: an interrupt in 333 us at most.
    expect(parseCoalescing(fixture('settings/ethtool-c-e1000e.txt'))).toEqual({ 'rx-usecs': 333 });
    expect(parseCoalescing(fixture('settings/ethtool-c-virtio.txt'))).toEqual({
      'rx-usecs': 0,
      'rx-frames': 1,
      'tx-usecs': 0,
      'tx-frames': 1,
    });
  });

  it('has separate switches for receive and transmit', () => {
    const text = fixture('settings/ethtool-c-virtio.txt').replace(
      'Adaptive RX: n/a  TX: n/a',
      'Adaptive RX: on  TX: off',
    );
    expect(parseCoalescing(text)).toMatchObject({ 'adaptive-rx': true, 'adaptive-tx': false });
    const modes = text.replace('CQE mode RX: n/a  TX: n/a', 'CQE mode RX: off  TX: on');
    expect(parseCoalescing(modes)).toMatchObject({ 'cqe-mode-rx': false, 'cqe-mode-tx': true });
  });

  it('is read among lines that are not from ethtool, and not from other text', () => {
    staysAs(
      fixture('settings/ethtool-c-virtio.txt'),
      withForeignLines,
      parseCoalescing,
      (found, own) => {
        expect(found).toEqual(own);
      },
    );
    expect(parseCoalescing('rx-usecs: 3\n')).toBeUndefined();
    expect(coalescing('eth1').commands).toEqual([['ethtool', '-c', 'eth1']]);
  });
});
