import { describe, expect, it } from 'vitest';
import { parsePktgenDevice, parsePktgenThreads } from '../../src/linux/pktgen-result.js';
import { deviceLines, refusalRemedy, startWithin, writeLines } from '../../src/linux/pktgen.js';
import { macAddress } from '../../src/model/network/mac.js';
import { bytes, milliseconds, nanoseconds } from '../../src/model/units.js';
import { fixture } from './fixture.js';

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
  it('name both hosts, and ask for the checksum that IPv6 wants', () => {
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

describe('writeLines', () => {
  it('is a program with all data on standard input', () => {
    const { argv, stdin } = writeLines(deviceLines(device));
    const [, , program] = argv;
    expect(program).not.toContain('eth1');
    expect(stdin.split('\n')).toContain('eth1 dst_mac 02:00:00:00:00:21');
    expect(stdin.endsWith('\n')).toBe(true);
  });
});

describe('startWithin', () => {
  it('gives the limit to timeout in seconds', () => {
    expect(startWithin(milliseconds(1500)).argv).toContain('1.500');
  });
});

describe('refusalRemedy', () => {
  it('explains the errors of add_device', () => {
    const refusal = 'kpktgend_0: add_device eth1: env: write error: Network is down (ERROR: ...)';
    expect(refusalRemedy(refusal)).toMatch(/ip link set/);
    expect(refusalRemedy('eth1: bla: printf: write error: Invalid argument')).toBeUndefined();
  });
});

describe('parsePktgenDevice', () => {
  it('reads a run that sent all it was asked for', () => {
    expect(parsePktgenDevice(fixture('pktgen-done.txt'))).toEqual({
      interface: 'eth1',
      count: 5000,
      delay: 300_000,
      packetSize: 60,
      sent: 5000,
      errors: 0,
      startedAt: 98_720_926,
      stoppedAt: 100_223_097,
      busy: 1_502_170,
      result: 'OK: 1502170(c1502170+d0) usec, 5000 (60byte,0frags)',
    });
  });

  it('reads a run that was cut off: it still says OK', () => {
    const result = parsePktgenDevice(fixture('pktgen-cut-off.txt'));
    expect(result).toMatchObject({ count: 100_000, sent: 1871 });
    expect(result.result).toMatch(/^OK/);
  });

  it('tells the time for frames from the time of waiting for their turns', () => {
    expect(parsePktgenDevice(fixture('pktgen-idle.txt'))).toMatchObject({
      sent: 1000,
      busy: 34_590,
    });
    expect(parsePktgenDevice(fixture('pktgen-configured.txt')).busy).toBeNull();
  });

  it('reads a device that has not run', () => {
    const result = parsePktgenDevice(fixture('pktgen-configured.txt'));
    expect(result).toMatchObject({ sent: 0, startedAt: 0, stoppedAt: 0 });
  });

  it('names the machine in an error', () => {
    expect(() => parsePktgenDevice('', 'generator')).toThrow(/DEVICE on generator/);
  });
});

describe('parsePktgenThreads', () => {
  it('reads the devices of one thread and of several', () => {
    const thread = fixture('pktgen-thread.txt');
    expect(parsePktgenThreads(thread)).toEqual({ running: [], stopped: ['eth3', 'eth2', 'eth1'] });
    expect(parsePktgenThreads(thread + thread).stopped).toHaveLength(6);
    const busy = parsePktgenThreads(fixture('pktgen-thread-running.txt'));
    expect(busy).toEqual({ running: ['eth3', 'eth2', 'eth1'], stopped: [] });
  });

  it('refuses other text', () => {
    expect(() => parsePktgenThreads('Result: OK')).toThrow(/Running/);
  });
});
