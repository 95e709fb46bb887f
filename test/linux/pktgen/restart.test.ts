import { describe, expect, it } from 'vitest';
import { parseInterruptions, startThroughLosses } from '../../../src/linux/pktgen/restart.js';
import { nanoseconds, seconds } from '../../../src/model/units.js';
import { fixture } from '../fixture.js';

const devices = [{ interface: 'eth1', delay: nanoseconds(300_000) }];
const files = `==> /proc/net/pktgen/eth1 <==\n${fixture('pktgen-done.txt')}`;

describe('startThroughLosses', () => {
  it('is a program with all data in its arguments, and a limit', () => {
    const argv = startThroughLosses(seconds(77), seconds(60), devices);
    expect(argv.slice(0, 5)).toEqual([
      'timeout',
      '--foreground',
      '--signal=INT',
      '--kill-after=5',
      '77.000',
    ]);
    expect(argv.slice(-3)).toEqual(['60000000', 'eth1', '300000']);
  });
});

describe('parseInterruptions', () => {
  it('finds none if nothing was printed', () => {
    expect(parseInterruptions('', devices)).toEqual([]);
  });

  it('returns the frames sent until each, and its end', () => {
    const text = `${files}carrier 1795535279432294 1795535279439562\n${files}carrier none\n`;
    const found = parseInterruptions(text, devices);
    expect(found.map((each) => each.devices.map(({ sent }) => sent))).toEqual([[5000], [5000]]);
    expect(found.map(({ resumed }) => resumed)).toEqual([
      { without: 1795535279432294000n, started: 1795535279439562000n },
      null,
    ]);
  });

  it('returns only the completed ones of an interrupted run', () => {
    expect(parseInterruptions(files, devices)).toEqual([]);
    expect(parseInterruptions(`${files}carrier 1 2\n${files}`, devices)).toHaveLength(1);
  });

  it('refuses anything else, and a device that is missing', () => {
    expect(() => parseInterruptions('what', devices, 'generator')).toThrow(/on generator/);
    expect(() => parseInterruptions('carrier none\n', devices, 'generator')).toThrow(
      /DEVICE on generator/,
    );
  });
});
