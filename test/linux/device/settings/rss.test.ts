import { describe, expect, it } from 'vitest';
import { parseRss, rss } from '../../../../src/linux/device/settings/rss.js';
import { fixture } from '../../fixture.js';
import { staysAs, withForeignLines } from '../../foreign.js';

describe('rss', () => {
  it('has the queue of each hash value', () => {
    const found = parseRss(fixture('settings/ethtool-x-vmxnet3.txt'));
    expect(found).toMatchObject({ queues: 2, key: null, functions: ['toeplitz'] });
    expect(found?.table).toEqual(Array.from({ length: 128 }, (_, index) => index % 2));
  });

  it('reports that the driver provides no table', () => {
    expect(parseRss(fixture('settings/ethtool-x-virtio.txt'))).toEqual({
      queues: 1,
      table: null,
      key: null,
      functions: ['toeplitz'],
    });
  });

  it('has the key if the driver provides it', () => {
    const text = fixture('settings/ethtool-x-vmxnet3.txt').replace(
      'Operation not supported',
      '6d:5a:56:da',
    );
    expect(parseRss(text)?.key).toBe('6d:5a:56:da');
  });

  it('has a table of any length', () => {
    const row = ' 1'.repeat(3_000_000);
    const text = `RX flow hash indirection table for eth1 with 2 RX ring(s):\n    0: ${row}\n`;
    expect(parseRss(text)?.table?.length).toBe(3_000_000);
  });

  it('is read among lines that are not from ethtool, and not from other text', () => {
    staysAs(fixture('settings/ethtool-x-vmxnet3.txt'), withForeignLines, parseRss, (found, own) => {
      expect(found).toEqual(own);
    });
    expect(parseRss('RSS hash key:\n')).toBeUndefined();
    expect(rss('eth1').commands).toEqual([['ethtool', '-x', 'eth1']]);
  });
});
