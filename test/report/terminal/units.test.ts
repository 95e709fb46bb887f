import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantity, sentence } from '../../../src/model/section/sentence.js';
import type { Unit } from '../../../src/model/section/section.js';
import {
  numberText,
  quantityText,
  scaleOf,
  sentenceText,
} from '../../../src/report/terminal/units.js';

const written = (value: number, unit: Unit): string => numberText(value, scaleOf(unit, [value]));

describe('a number', () => {
  it.each([
    [0, 'pps', '0'],
    [0.1, 'pps', '<0.001'],
    [999.4, 'pps', '0.999'],
    [9_999, 'pps', '9.999'],
    [14_987.5, 'pps', '14.99'],
    [700_123, 'pps', '700.1'],
    [1_488_095, 'pps', '1488'],
    [14_880_952, 'pps', '14881'],
    [1_500, 'ns', '1.500'],
    [2_500_000_000, 'ns', '2.500'],
    [0.25, 'ratio', '25.00'],
    [1e-6, 'ratio', '<0.01'],
    [1 - 1e-6, 'ratio', '>99.99'],
    [0, 'ratio', '0'],
    [1, 'ratio', '100'],
    [2160, 'frames', '2160'],
    [2160.25, 'frames', '2160.3'],
    [0.01, 'instructions', '<0.1'],
  ] as const)('%d %s is written as %s', (value, unit, text) => {
    expect(written(value, unit)).toBe(text);
  });

  it('of a ratio is 0 or 100 only if it is', () => {
    const parts = fc
      .integer({ min: 1, max: 1e9 })
      .chain((whole) => fc.integer({ min: 0, max: whole }).map((part) => ({ part, whole })));
    fc.assert(
      fc.property(parts, ({ part, whole }) => {
        const text = written(part / whole, 'ratio');
        expect(text === '0').toBe(part === 0);
        expect(text === '100').toBe(part === whole);
      }),
    );
  });

  it('has a sign if it is a difference', () => {
    const scale = scaleOf('instructions', [928.8]);
    expect([928.8, -558, 0.01].map((value) => numberText(value, scale, true))).toEqual([
      '+928.8',
      '-558.0',
      '0',
    ]);
  });
});

describe('a scale', () => {
  it('suits the time in the middle', () => {
    const label = (...values: readonly number[]) => scaleOf('ns', values).label;
    expect([label(900), label(2_000, 3_000, 9e9), label(5e6), label(2e9)]).toEqual([
      'ns',
      'us',
      'ms',
      's',
    ]);
    expect(label(0)).toBe('ms');
  });
});

describe('a sentence', () => {
  it('keeps quantities and units on one line', () => {
    expect(quantityText(quantity(60e9, 'ns'))).toBe('60\u00a0s');
    expect(quantityText(quantity(7, 'count'))).toBe('7');
    expect(sentenceText(sentence`${quantity(231_600, 'pps')} at best`)).toBe(
      '231.6\u00a0kpps at best',
    );
  });
});
