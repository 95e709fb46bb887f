import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, text } from '../../src/report/markup.js';

describe('markup', () => {
  it('lets no text begin or end an element or an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (anything) => {
        expect(text(anything)).not.toMatch(/[<>"']/);
        const inner = element('a', { title: anything }, text(anything));
        expect(inner.match(/["<>]/g)?.join('')).toBe('<"">' + '<>');
      }),
      { numRuns: 50 },
    );
  });

  it('leaves out attributes that are undefined or false', () => {
    expect(element('a', { b: undefined, c: false, d: true, e: 0 })).toBe('<a d e="0"></a>');
  });
});
