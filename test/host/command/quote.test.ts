import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertPassable, commandLine, readable } from '../../../src/host/command/quote.js';

describe('commandLine', () => {
  it('has nothing within its quotes that any shell treats specially, and no long word', () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from(`ab '"\\\n!$\`%ö🙂`)) });
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const line = commandLine(['printf', '%s', 'x'.repeat(3000), ...words]);
        const [, ...quoted] = line.split(' sh ')[1]?.match(/'[^']*'/g) ?? [];
        expect(line.startsWith(`sh -c 'eval "exec $(printf %b "$@")"' sh '`)).toBe(true);
        for (const each of quoted) {
          expect(each).toMatch(/^'(?:[ "#-&(-[\]-~]|\\0[0-3][0-7]{2})+'$/);
          expect(each.length).toBeLessThanOrEqual(1002);
        }
      }),
    );
  });
});

describe('assertPassable', () => {
  it('refuses a NUL, which would truncate the argument', () => {
    expect(() => {
      assertPassable(['echo', 'a\0b']);
    }).toThrow(RangeError);
  });
});

describe('readable', () => {
  it('quotes only what needs it, on one line', () => {
    expect(readable(['ip', 'link', 'show', 'a b'])).toBe(`ip link show 'a b'`);
    expect(readable(['sh', '-c', 'one\n  two'])).toBe(`sh -c 'one two'`);
  });

  it('truncates a long command', () => {
    expect(readable(['echo', 'x'.repeat(200)], 20)).toBe(`echo ${'x'.repeat(14)}…`);
  });
});
