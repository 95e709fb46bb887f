import { describe, expect, it } from 'vitest';
import { link, parseLink } from '../../../../src/linux/device/settings/link.js';
import { fixture } from '../../fixture.js';
import { staysAs, withForeignLines } from '../../foreign.js';

describe('link', () => {
  it('is what both ends negotiated', () => {
    expect(parseLink(fixture('settings/ethtool-e1000e.txt'))).toEqual({
      detected: true,
      speed: 1e9,
      duplex: 'full',
      autonegotiation: true,
      medium: 'Twisted Pair',
    });
    expect(parseLink(fixture('settings/ethtool-8139cp.txt'))).toMatchObject({
      speed: 100e6,
      medium: 'MII',
    });
  });

  it('is null if the driver does not report it', () => {
    expect(parseLink(fixture('settings/ethtool-virtio-down.txt'))).toEqual({
      detected: false,
      speed: null,
      duplex: null,
      autonegotiation: false,
      medium: 'Other',
    });
    expect(parseLink('Settings for lo:\n\tLink detected: yes\n')).toEqual({
      detected: true,
      speed: null,
      duplex: null,
      autonegotiation: null,
      medium: null,
    });
  });

  it('is not detected for a reason that the driver reports', () => {
    const text = 'Settings for eth3:\n\tSpeed: Unknown!\n\tLink detected: no (No cable)\n';
    expect(parseLink(text)?.detected).toBe(false);
  });

  it('is read among lines that are not from ethtool, and not from other text', () => {
    staysAs(fixture('settings/ethtool-e1000e.txt'), withForeignLines, parseLink, (found, own) => {
      expect(found).toEqual(own);
    });
    expect(parseLink('Speed: 1000Mb/s\n')).toBeUndefined();
    expect(link('eth1').commands).toEqual([['ethtool', 'eth1']]);
  });
});
