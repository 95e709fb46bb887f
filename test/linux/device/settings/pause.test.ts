import { describe, expect, it } from 'vitest';
import { parsePause, pause } from '../../../../src/linux/device/settings/pause.js';
import { fixture } from '../../fixture.js';
import { staysAs, withForeignLines } from '../../foreign.js';

describe('pause', () => {
  it('is on or off in each direction', () => {
    expect(parsePause(fixture('settings/ethtool-a-e1000e.txt'))).toEqual({
      autonegotiate: true,
      receive: true,
      transmit: true,
    });
  });

  it('is the negotiated result, if ethtool prints it', () => {
    const text = `${fixture('settings/ethtool-a-e1000e.txt')}RX negotiated: on\nTX negotiated: off\n`;
    expect(parsePause(text)).toEqual({ autonegotiate: true, receive: true, transmit: false });
  });

  it('is read among lines that are not from ethtool, and not from other text', () => {
    staysAs(
      fixture('settings/ethtool-a-e1000e.txt'),
      withForeignLines,
      parsePause,
      (found, own) => {
        expect(found).toEqual(own);
      },
    );
    expect(parsePause('Autonegotiate:\ton\n')).toBeUndefined();
    expect(pause('eth1').commands).toEqual([['ethtool', '-a', 'eth1']]);
  });
});
