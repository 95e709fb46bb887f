import { describe, expect, it } from 'vitest';
import { assertPassable, commandLine, readable } from '../../src/host/quote.js';

describe('commandLine', () => {
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
