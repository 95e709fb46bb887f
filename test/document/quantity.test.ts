import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationText, linkSpeedText, percentText, rateText } from '../../src/document/quantity.js';

describe('a quantity', () => {
  it.each([
    [durationText, '500 ms', 5e8],
    [durationText, '60s', 60e9],
    [durationText, '2 min', 120e9],
    [durationText, '0.3 us', 300],
    [rateText, '800 pps', 800],
    [rateText, '0.5 kpps', 500],
    [rateText, '1.1 Mpps', 1_100_000],
    [linkSpeedText, '1 Gb/s', 1e9],
    [linkSpeedText, '100 Mb/s', 1e8],
    [percentText, '7 %', 0.07],
    [percentText, '0.5%', 0.005],
  ])('is read with its unit: %#', (schema, text, value) => {
    expect(schema.parse(text)).toBe(value);
  });

  it.each(['60', '1d', '-1 s', '1e3 s', 's', '', ' 1 s', '1,5 s', '1 S', '1 s '])(
    'is not %j',
    (text) => {
      expect(durationText.safeParse(text).success).toBe(false);
    },
  );

  const tiny = `0.${'0'.repeat(290)}1`;

  it.each([
    [durationText, '99999999999 min', 'at most 240 h'],
    [durationText, '240.001 h', 'at most 240 h'],
    [rateText, `${'9'.repeat(400)} pps`, 'at most 1000000 Mpps'],
    [linkSpeedText, '0 Gb/s', 'at least 1 Mb/s'],
    [linkSpeedText, `${tiny} Mb/s`, 'at least 1 Mb/s'],
    [linkSpeedText, '10001 Gb/s', 'at most 10000 Gb/s'],
    [percentText, '101 %', 'at most 100 %'],
  ])('out of range is an issue that names the limit: %#', (schema, text, limit) => {
    const [issue, ...others] = schema.safeParse(text).error?.issues ?? [];
    expect(others).toEqual([]);
    expect(issue?.message).toContain(`' is out of range: ${limit}`);
    expect(issue?.message.length).toBeLessThan(250);
  });

  it('means the same in any unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000_000 }), (ms) => {
        expect(durationText.parse(`${ms} ms`)).toBe(ms * 1e6);
        expect(rateText.parse(`${ms / 1000} Mpps`)).toBe(rateText.parse(`${ms} kpps`));
      }),
    );
  });
});
