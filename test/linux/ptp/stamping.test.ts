import { describe, expect, it } from 'vitest';
import { parseStamping, stampingObstacle } from '../../../src/linux/ptp/stamping.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { fixture } from '../fixture.js';

const VETH = fixture('ptp/ethtool-T-veth.txt');
/** As ethtool writes it for a NIC with a clock. */
const IGB = [
  ...['Time stamping parameters for enp1s0f0:', 'Capabilities:'],
  ...['hardware-transmit', 'software-transmit', 'hardware-receive', 'software-receive'].map(
    (name) => `\t${name}`,
  ),
  ...['\tsoftware-system-clock', '\thardware-raw-clock', 'PTP Hardware Clock: 0'],
  ...['Hardware Transmit Timestamp Modes:', '\toff', '\ton'],
  ...['Hardware Receive Filter Modes:', '\tnone', '\tall', ''],
].join('\n');

describe('ethtool -T', () => {
  it('shows the time stamping capabilities of a device', () => {
    expect(parseStamping(VETH)).toEqual({ hardware: false, software: true });
    expect(parseStamping(IGB)).toEqual({ hardware: true, software: true });
  });

  it('shows that it cannot if part of it is missing', () => {
    expect(parseStamping(IGB.replace('Clock: 0', 'Clock: none')).hardware).toBe(false);
    expect(parseStamping(IGB.replace('hardware-transmit', 'x')).hardware).toBe(false);
    expect(parseStamping(VETH.replace('software-transmit', 'x')).software).toBe(false);
  });

  it('is also read with the names of ethtool before 6.0', () => {
    const before = IGB.replace(/^\t([a-z-]+)$/gm, '\t$1      (SOF_TIMESTAMPING_X)');
    expect(parseStamping(before)).toEqual({ hardware: true, software: true });
  });

  it('is of this form', () => {
    expect(() => parseStamping('no device', 'sink')).toThrow(ParseFailure);
  });
});

describe('a device that cannot stamp as required', () => {
  const none = { hardware: false, software: false };

  it('is named with a remedy', () => {
    expect(stampingObstacle('eth5', { ...none, software: true }, 'hardware')).toMatchObject({
      got: expect.stringContaining('eth5 has no PTP hardware clock') as string,
      remedy: expect.stringContaining('stamping: software') as string,
    });
    expect(stampingObstacle('eth5', none, 'hardware')?.remedy).toBe('use another interface');
    expect(stampingObstacle('eth5', none, 'software')?.remedy).toBe('use another interface');
    expect(stampingObstacle('eth5', { ...none, hardware: true }, 'software')?.remedy).toContain(
      'stamping: hardware',
    );
  });

  it('is no obstacle if it can', () => {
    const all = { hardware: true, software: true };
    expect(stampingObstacle('eth5', all, 'hardware')).toBeUndefined();
    expect(stampingObstacle('eth5', all, 'software')).toBeUndefined();
  });
});
