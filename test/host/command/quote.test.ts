import { describe, expect, it } from 'vitest';
import { assertPassable, commandLine, readable } from '../../../src/host/command/quote.js';

describe('commandLine', () => {
  it('quotes the first word, which could be a keyword or an assignment', () => {
    expect(commandLine(['A=b', 'if'])).toBe(`'A=b' 'if'`);
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
