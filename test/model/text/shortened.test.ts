import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forbiddenIn } from './unprintable.js';
import { shortened } from '../../../src/model/text/shortened.js';

describe('a message', () => {
  it('is unchanged if it is short', () => {
    const text = `reading x: ${'y'.repeat(1000)}\n  fix: read z`;
    expect(shortened(text)).toBe(text);
  });

  it('loses the middle of a long line, and says how much', () => {
    const text = shortened(`reading ${'x'.repeat(1_000_000)}: no such file\n  fix: look`);
    expect(text).toMatch(/^reading x+… \(\d+ more characters\) …x+: no such file\n {2}fix: look$/);
    expect(text.length).toBeLessThan(2100);
  });

  it('keeps its end, which says what to do, however many lines there are', () => {
    const text = shortened(`make failed:\n${'error\n'.repeat(100_000)}  fix: look`);
    expect(text).toMatch(/^make failed:\nerror\n/);
    expect(text).toMatch(/… \(\d+ more characters\) …[^]*\n {2}fix: look$/);
    expect(text.length).toBeLessThan(12_100);
  });

  it('states exactly how much is cut out, and splits no character', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6000 }), fc.constantFrom('x', '🚀'), (count, what) => {
        const text = `a${what.repeat(count)}`;
        const short = shortened(text);
        const [, head, left, tail] = /^(.*)… \((\d+) more characters\) …(.*)$/u.exec(short) ?? [];
        if (left === undefined) expect(short).toBe(text);
        else
          expect([head?.length ?? 0, Number(left), tail?.length ?? 0].reduce((a, b) => a + b)).toBe(
            text.length,
          );
        expect(forbiddenIn(short)).toBeUndefined();
      }),
    );
  });
});
