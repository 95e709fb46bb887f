import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hanging, wrap } from '../../../src/report/terminal/wrap.js';

const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 30 });

describe('text in lines', () => {
  it('has all its words, none broken, no line too long', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 22, max: 120 }), (texts, width) => {
        for (const lines of [wrap(texts.join(' '), width), hanging(texts.join(' '), width)]) {
          expect(lines.join(' ').split(/ +/).filter(Boolean)).toEqual(texts);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        }
      }),
    );
  });

  it('puts a word that is too long on its own line', () => {
    expect(wrap('a internationalization b', 10)).toEqual(['a', 'internationalization', 'b']);
  });

  it('may have all lines but the first moved to the right', () => {
    expect(hanging('one two three four', 9)).toEqual(['one two', '  three', '  four']);
  });
});
