import { describe, expect, it } from 'vitest';
import { deviceLines } from '../../../src/linux/pktgen/device.js';
import { macAddress } from '../../../src/model/network/mac.js';
import { bytes, nanoseconds } from '../../../src/model/units.js';

const device = {
  interface: 'eth1',
  thread: 'kpktgend_0',
  count: 5000,
  delay: nanoseconds(300_000),
  packetSize: bytes(60),
  destinationMac: macAddress('02:00:00:00:00:21'),
  source: '198.18.1.2',
  destinations: { first: '198.19.1.2', last: '198.19.1.2' },
  cloneSkb: 0,
};

describe('deviceLines', () => {
  it('adds the device to its thread before it configures it', () => {
    const lines = deviceLines(device);
    expect(lines[0]).toEqual({ file: 'kpktgend_0', command: 'add_device eth1' });
    expect(lines.slice(1).every(({ file }) => file === 'eth1')).toBe(true);
    expect(lines.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['count 5000', 'delay 300000', 'pkt_size 60', 'udp_dst_min 7']),
    );
  });
});

describe('deviceLines for IPv6', () => {
  it('name both hosts, and request the checksum that IPv6 requires', () => {
    const sink = '2001:2:0:201::2';
    const ipv6 = { source: '2001:2:0:101::2', destinations: { first: sink, last: sink } };
    const commands = deviceLines({ ...device, ...ipv6 }).map(({ command }) => command);
    expect(commands).toEqual(
      expect.arrayContaining(['src6 2001:2:0:101::2', 'dst6 2001:2:0:201::2', 'flag UDPCSUM']),
    );
    expect(commands.filter((command) => command.startsWith('dst_m'))).toEqual([
      `dst_mac ${device.destinationMac}`,
    ]);
  });
});

describe('deviceLines for many destinations', () => {
  const commandsFor = (source: string, first: string, last: string): readonly string[] =>
    deviceLines({ ...device, source, destinations: { first, last } }).map(({ command }) => command);

  it('draw them at random', () => {
    const ipv4 = commandsFor('198.18.1.2', '198.19.128.0', '198.19.135.255');
    expect(ipv4).toEqual(
      expect.arrayContaining(['dst_min 198.19.128.0', 'dst_max 198.19.135.255', 'flag IPDST_RND']),
    );
    const ipv6 = commandsFor('2001:2:0:101::2', '2001:2:0:c000::2', '2001:2:0:c0ff::2');
    expect(ipv6).toEqual(
      expect.arrayContaining(['dst6_min 2001:2:0:c000::2', 'dst6_max 2001:2:0:c0ff::2']),
    );
    expect(ipv6.filter((command) => command.startsWith('dst6 '))).toEqual([]);
  });
});

describe('deviceLines for a place', () => {
  const commands = (more: object): readonly string[] =>
    deviceLines({ ...device, ...more }).map(({ command }) => command);

  it('give a device a transmit queue, and its frames memory at a NUMA node', () => {
    expect(commands({ queue: 3, node: 1 }).slice(-4)).toEqual([
      ...['queue_map_min 3', 'queue_map_max 3'],
      ...['node 1', 'flag NODE_ALLOC'],
    ]);
  });

  it('omit what is unknown', () => {
    expect(commands({}).filter((line) => /queue|node/i.test(line))).toEqual([]);
  });
});
