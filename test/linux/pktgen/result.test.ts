import { describe, expect, it } from 'vitest';
import { parsePktgenDevice, parsePktgenThreads } from '../../../src/linux/pktgen/result.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignLines } from '../foreign.js';

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

  it('does not know that time where it was idle for longer than it ran', () => {
    // 2^64 less 19090: on a machine that stood still now and then.
    const text = fixture('pktgen-done.txt').replace(
      '(c1502170+d0)',
      '(c18446744073709532526+d1521260)',
    );
    expect(parsePktgenDevice(text)).toMatchObject({ sent: 5000, busy: null });
  });

  it('reads a device that has not run', () => {
    const result = parsePktgenDevice(fixture('pktgen-configured.txt'));
    expect(result).toMatchObject({ sent: 0, startedAt: 0, stoppedAt: 0 });
  });

  it('reads it with any lines that a later kernel adds', () => {
    const read = (text: string) => parsePktgenDevice(text);
    staysAs(fixture('pktgen-done.txt'), withForeignLines, read, (found, expected) => {
      expect(found).toEqual(expected);
    });
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

  it('reads them with any lines in between', () => {
    const read = (text: string) => parsePktgenThreads(text);
    staysAs(fixture('pktgen-thread.txt'), withForeignLines, read, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });

  it('refuses other text, and half of a thread', () => {
    expect(() => parsePktgenThreads('Result: OK')).toThrow(/Running/);
    expect(() => parsePktgenThreads('Stopped: eth1\n')).toThrow(/Running/);
  });
});
