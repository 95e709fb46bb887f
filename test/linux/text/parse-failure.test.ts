import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';

describe('ParseFailure', () => {
  it('names source and machine, and what was expected and found', () => {
    const failure = new ParseFailure({
      source: 'uname -r',
      expected: 'a version',
      text: 'generic\n',
      where: 'dut',
    });
    expect(failure.message).toMatch(
      /^reading uname -r on dut: expected a version, found "generic"\n/,
    );
  });

  it('truncates long text', () => {
    const text = 'x'.repeat(500);
    const { facts } = new ParseFailure({ source: 'uname -r', expected: 'a version', text });
    expect(facts.got.length).toBeLessThan(200);
    expect(facts.got).toContain('… (500 characters)');
  });
});
