import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertPassable, commandLine, readable } from '../../../src/host/quote.js';

const SPECIAL = Array.from(`'"\\ \n\t$\`!*?[]{}()<>|&;#~=%-a`);

const argument = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
  fc.string({ unit: fc.constantFrom(...SPECIAL) }),
);

describe('commandLine', () => {
  it('gives a shell back the same arguments', () => {
    fc.assert(
      fc.property(fc.array(argument), (words) => {
        const line = commandLine(['printf', '%s\\0', 'first', ...words]);
        const seen = execFileSync('sh', ['-c', line], { encoding: 'utf8' });
        expect(seen.split('\0')).toEqual(['first', ...words, '']);
      }),
      { numRuns: 60 },
    );
  });

  it('runs no word of the first place as a keyword or an assignment', () => {
    expect(commandLine(['A=b', 'if'])).toBe(`'A=b' 'if'`);
  });
});

describe('assertPassable', () => {
  it('refuses a NUL, which would cut the argument short', () => {
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

  it('cuts a long command', () => {
    expect(readable(['echo', 'x'.repeat(200)], 20)).toBe(`echo ${'x'.repeat(14)}…`);
  });
});
