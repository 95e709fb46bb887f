import { describe, expect, it } from 'vitest';
import { parsePktgenSettings, PKTGEN } from '../../../src/linux/pktgen/settings.js';
import { fixture } from '../fixture.js';

describe("pktgen's settings", () => {
  it('are those that the kernel prints, by its names', () => {
    expect(parsePktgenSettings(fixture('pktgen-done.txt'))).toEqual({
      count: '5000',
      min_pkt_size: '60',
      max_pkt_size: '60',
      frags: '0',
      delay: '300000',
      clone_skb: '0',
      ifname: 'eth1',
      flows: '0',
      flowlen: '0',
      queue_map_min: '0',
      queue_map_max: '0',
      dst_min: '198.19.1.2',
      dst_max: '198.19.1.2',
      src_min: '198.18.1.2',
      src_max: '198.18.1.2',
      src_mac: '02:00:00:00:00:11',
      dst_mac: '02:00:00:00:00:21',
      udp_src_min: '9',
      udp_src_max: '9',
      udp_dst_min: '7',
      udp_dst_max: '7',
      src_mac_count: '0',
      dst_mac_count: '0',
      Flags: '',
    });
  });

  it('do not mistake a part of a MAC address for a name', () => {
    const text = fixture('pktgen-done.txt').replace('02:00:00:00:00:11', 'aa:bb:cc:dd:ee:ff');
    expect(parsePktgenSettings(text)).toMatchObject({
      src_mac: 'aa:bb:cc:dd:ee:ff',
      dst_mac: '02:00:00:00:00:21',
    });
  });

  it('are none in the file of a thread', () => {
    expect(parsePktgenSettings(fixture('pktgen-thread.txt'))).toBeUndefined();
  });

  it('are read for every device', () => {
    const found = PKTGEN.read([
      {
        exitCode: 0,
        stdout: '/sys/module/pktgen/version\t2.75\n/sys/module/pktgen/srcversion\t843B75AD\n',
        stderr: '',
      },
      { exitCode: 0, stdout: fixture('pktgen-all-files.txt'), stderr: '' },
    ]);
    expect(found).toMatchObject({
      version: { value: '2.75' },
      srcversion: { value: '843B75AD' },
      devices: {
        value: [
          { device: 'eth0@1', params: { count: '1000', dst_min: '', Flags: '' } },
          { device: 'eth1', params: { ifname: 'eth1', Flags: 'IPDST_RND' } },
        ],
      },
    });
  });

  it('report that the module is not loaded', () => {
    const none = { exitCode: 2, stdout: '', stderr: '' };
    expect(PKTGEN.read([{ ...none, exitCode: 0 }, none])).toMatchObject({
      version: { unread: 'no /sys/module/pktgen/version' },
      devices: { unread: expect.stringContaining('/proc/net/pktgen') as unknown },
    });
  });
});
