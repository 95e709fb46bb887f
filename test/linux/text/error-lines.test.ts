import { describe, expect, it } from 'vitest';
import { errorLines, lastWords } from '../../../src/linux/text/error-lines.js';

const STDERR =
  'netlink error: requested channel counts exceed maximum\n\n  netlink error: Invalid argument\n';

describe('what a tool printed as errors', () => {
  it('is a line each, without blanks and the word of ethtool', () => {
    expect(errorLines(STDERR)).toEqual([
      'requested channel counts exceed maximum',
      'Invalid argument',
    ]);
    expect(errorLines('\n \n')).toEqual([]);
  });

  it('ends with what matters, or with the exit code', () => {
    expect(lastWords({ stderr: `reading lists\n${STDERR}`, exitCode: 1 })).toBe(
      'requested channel counts exceed maximum; Invalid argument',
    );
    expect(lastWords({ stderr: '', exitCode: 92 })).toBe('exit code 92');
  });
});
