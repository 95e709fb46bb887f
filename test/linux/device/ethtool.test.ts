import { describe, expect, it } from 'vitest';
import { parseDriver, parseFeatures } from '../../../src/linux/device/ethtool.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignLines } from '../foreign.js';

describe('ethtool', () => {
  it('reads the driver; an empty firmware version is none', () => {
    expect(parseDriver(fixture('ethtool-i.txt'))).toEqual({
      name: 'virtio_net',
      version: '1.0.0',
      bus: '0000:00:03.0',
    });
  });

  it('reads features, fixed or not', () => {
    const features = parseFeatures(fixture('ethtool-k.txt'));
    expect(features.get('generic-receive-offload')).toEqual({ on: true, fixed: false });
    expect(features.get('rx-checksumming')).toEqual({ on: true, fixed: true });
    expect(features.get('generic-segmentation-offload')).toEqual({ on: false, fixed: false });
    expect(features.size).toBeGreaterThan(50);
  });

  it('omits other lines', () => {
    const drivers = (text: string) => parseDriver(text);
    staysAs(fixture('ethtool-i.txt'), withForeignLines, drivers, (found, expected) => {
      expect(found).toEqual(expected);
    });
    const features = (text: string) => parseFeatures(text);
    staysAs(fixture('ethtool-k.txt'), withForeignLines, features, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });

  it('names the machine in an error', () => {
    expect(() => parseDriver('netlink error: No such device', 'dut')).toThrow(/ethtool -i on dut/);
    expect(() => parseFeatures('Features for eth1:\nbroken', 'dut')).toThrow(/on dut.*broken"/);
  });
});
