import { describe, expect, it } from 'vitest';
import {
  channels,
  parseChannels,
  parseRings,
  rings,
} from '../../../../src/linux/device/settings/limits.js';
import { fixture } from '../../fixture.js';
import { staysAs, withForeignLines } from '../../foreign.js';

describe('rings', () => {
  it("are read with the driver's maximum", () => {
    expect(parseRings(fixture('settings/ethtool-g-e1000e.txt'))).toEqual({
      receive: { now: 256, maximum: 4096 },
      transmit: { now: 256, maximum: 4096 },
    });
    expect(parseRings(fixture('settings/ethtool-g-vmxnet3.txt'))).toEqual({
      receive: { now: 1024, maximum: 4096 },
      transmit: { now: 512, maximum: 4096 },
    });
  });

  it('are read among lines that are not from ethtool', () => {
    staysAs(
      fixture('settings/ethtool-g-e1000e.txt'),
      withForeignLines,
      parseRings,
      (found, own) => {
        expect(found).toEqual(own);
      },
    );
  });

  it('are not read from other text', () => {
    expect(parseRings('')).toBeUndefined();
    expect(parseRings('Ring parameters for eth1:\nRX:\t\t256\n')).toBeUndefined();
  });

  it('are queried for a port', () => {
    const stdout = fixture('settings/ethtool-g-e1000e.txt');
    const { commands, read } = rings('eth3');
    expect(commands).toEqual([['ethtool', '-g', 'eth3']]);
    expect(read([{ exitCode: 0, stdout, stderr: '' }])).toHaveProperty('value.receive.now', 256);
    expect(
      read([{ exitCode: 1, stdout: '', stderr: 'netlink error: Operation not supported\n' }]),
    ).toEqual({ unread: 'ethtool -g eth3: Operation not supported' });
  });
});

describe('channels', () => {
  it('are null if the driver has none', () => {
    const none = { now: null, maximum: null };
    expect(parseChannels(fixture('settings/ethtool-l-vmxnet3.txt'))).toEqual({
      receive: none,
      transmit: none,
      combined: { now: 2, maximum: 2 },
      other: { now: 1, maximum: 1 },
    });
    expect(parseChannels(fixture('settings/ethtool-l-virtio.txt'))).toEqual({
      receive: none,
      transmit: none,
      combined: { now: 1, maximum: 1 },
      other: none,
    });
  });

  it('are queried for a port', () => {
    expect(channels('eth1').commands).toEqual([['ethtool', '-l', 'eth1']]);
  });
});
