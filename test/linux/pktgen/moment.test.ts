import { describe, expect, it } from 'vitest';
import { atMoment, parseMoment } from '../../../src/linux/pktgen/moment.js';
import { between } from '../../../src/model/instant.js';
import { nanoseconds, seconds } from '../../../src/model/units.js';
import { fixture } from '../fixture.js';

const devices = [
  { interface: 'eth1', delay: nanoseconds(1_818_182) },
  { interface: 'eth2', delay: nanoseconds(1_818_182) },
];

describe('atMoment', () => {
  it('is a program with all data in its arguments', () => {
    const [, , , , ...data] = atMoment(seconds(2), devices);
    expect(data).toEqual(['2000000', 'eth1', '1818182', 'eth2', '1818182']);
  });

  it('leaves a device without a new delay unchanged', () => {
    expect(atMoment(seconds(2), [{ interface: 'eth1' }]).slice(-2)).toEqual(['eth1', 'same']);
  });
});

describe('parseMoment', () => {
  it('reads clocks and devices that were running', () => {
    const moment = parseMoment(fixture('pktgen-moment.txt'), devices, 'generator');
    expect(between(moment.before, moment.after)).toBe(7_268_000);
    expect(moment.devices.map((device) => device.interface)).toEqual(['eth1', 'eth2']);
    for (const { delay, sent, startedAt, stoppedAt } of moment.devices) {
      expect(delay).toBe(2_000_000);
      expect(sent).toBeGreaterThan(2_000);
      expect(stoppedAt - startedAt).toBeGreaterThan(2_000_000);
    }
  });

  it('refuses anything else', () => {
    expect(() => parseMoment('', devices, 'generator')).toThrow(/clock 1\.000000 1\.000001/);
  });
});
