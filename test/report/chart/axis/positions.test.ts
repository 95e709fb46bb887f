import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Axis } from '../../../../src/model/section/section.js';
import { positionsOf } from '../../../../src/report/chart/axis/positions.js';

const at = (scale: Axis['scale'], unit: Axis['unit'], values: readonly number[], more = {}) =>
  positionsOf({
    axis: { title: 'x', unit, scale },
    values,
    from: 0,
    to: 700,
    ticks: 6,
    ...more,
  });

const texts = (positions: ReturnType<typeof at>) => positions.ticks.map(({ text }) => text);

describe('an axis', () => {
  it('has every value between its ends, in order', () => {
    const scales = fc.constantFrom<Axis['scale']>('linear', 'log', 'category', 'nines');
    const values = fc.uniqueArray(fc.double({ min: 0, max: 0.99999, noNaN: true }), {
      minLength: 2,
      maxLength: 20,
    });
    fc.assert(
      fc.property(scales, values, (scale, parts) => {
        // Ratios for nines, counts for the others.
        const all = scale === 'nines' ? parts : parts.map((part) => Math.round(part * 1e6));
        const ordered = [...new Set(all)].toSorted((a, b) => a - b);
        const { of } = at(scale, scale === 'nines' ? 'ratio' : 'count', ordered);
        const places = ordered.map(of);
        expect(places.every((place) => place >= -1e-6 && place <= 700 + 1e-6)).toBe(true);
        expect(places.toSorted((a, b) => a - b)).toEqual(places);
      }),
    );
  });

  it('goes up to the end it is given, and has regular ticks if there are many values', () => {
    const loss: Axis = { title: 'loss', unit: 'ratio', scale: 'linear', end: 1 };
    expect(at('linear', 'ratio', [0, 0.2], { axis: loss }).domain).toEqual([0, 1]);
    const buckets = Array.from({ length: 40 }, (_, index) => 1000 * 1.19 ** index);
    const histogram = at('log', 'ns', buckets, { atValues: true });
    expect(texts(histogram)).toEqual(['1', '10', '100', '1000'].slice(0, texts(histogram).length));
    expect(texts(at('log', 'bytes', [64, 1518], { atValues: true }))).toEqual(['64', '1518']);
  });

  it('is in kpps, and from 0 unless a part is asked for', () => {
    const whole = at('linear', 'pps', [1e5, 5e5]);
    expect([whole.unit, texts(whole)[0], whole.domain[0]]).toEqual(['kpps', '0', 0]);
    const part = at('linear', 'pps', [1e5, 5e5], { zoom: { least: 2e5, greatest: 3e5 } });
    expect(part.domain).toEqual([2e5, 3e5]);
  });

  it('has equal steps for 90 %, 99 %, 99.9 %', () => {
    const nines = at('nines', 'ratio', [0.9, 0.99, 0.999]);
    expect(texts(nines)).toEqual(['90', '99', '99.9']);
    const [first = 0, second = 0, third = 0] = nines.ticks.map((tick) => tick.at);
    expect(third - second).toBeCloseTo(second - first);
  });

  it('has a place for 0 below a logarithm', () => {
    const log = at('log', 'ns', [0, 1e3, 1e6]);
    expect(log.of(0)).toBe(0);
    expect(log.of(1e3)).toBeGreaterThan(10);
    expect(texts(log)[0]).toBe('0');
  });
});
