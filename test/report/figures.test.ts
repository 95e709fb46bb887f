import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pps } from '../../src/model/units.js';
import { kpps, lossPercent } from '../../src/report/figures.js';
import { trialRecord } from '../results/record.js';

describe('a rate in kpps', () => {
  it.each([
    [0, '0.000'],
    [1, '0.001'],
    [999.4, '0.999'],
    [9_999, '9.999'],
    [14_987.5, '14.99'],
    [700_123, '700.1'],
    [1_488_095, '1488'],
    [14_880_952, '14881'],
  ])('of %d pps is %s', (rate, text) => {
    expect(kpps(pps(rate))).toBe(text);
  });
});

describe('loss in percent', () => {
  it.each([
    [1_000_000, 1_000_000, '0'],
    [1_000_000, 999_999, '<0.01'],
    [10_000, 9_999, '0.01'],
    [4, 3, '25.00'],
    [1_000_000, 1, '>99.99'],
    [1_000_000, 0, '100'],
    [10, 12, '0'],
  ])('of %d offered and %d received is %s', (offered, received, text) => {
    expect(lossPercent(trialRecord(1, [offered, received]).result)).toBe(text);
  });

  it('is 0 only without loss and 100 only when nothing arrived', () => {
    const counts = fc
      .integer({ min: 1, max: 1e9 })
      .chain((offered) => fc.tuple(fc.constant(offered), fc.integer({ min: 0, max: offered })));
    fc.assert(
      fc.property(counts, ([offered, received]) => {
        const text = lossPercent(trialRecord(1, [offered, received]).result);
        expect(text === '0').toBe(received === offered);
        expect(text === '100').toBe(received === 0);
        expect(Number(text)).not.toBe(received > 0 && received < offered ? 0 : -1);
      }),
    );
  });
});
