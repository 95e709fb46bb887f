import { describe, expect, it } from 'vitest';
import { errorLines, lastWords } from '../../../src/linux/text/error-lines.js';

const STDERR =
  'netlink error: requested channel counts exceed maximum\n\n  netlink error: Invalid argument\n';

describe('the error messages of a tool', () => {
  it('are split into lines, without blanks and the prefix of ethtool', () => {
    expect(errorLines(STDERR)).toEqual([
      'requested channel counts exceed maximum',
      'Invalid argument',
    ]);
    expect(errorLines('\n \n')).toEqual([]);
  });

  it('are reduced to the last lines, or the exit code', () => {
    expect(lastWords({ stderr: `reading lists\n${STDERR}`, exitCode: 1 })).toBe(
      'requested channel counts exceed maximum; Invalid argument',
    );
    expect(lastWords({ stderr: '', exitCode: 92 })).toBe('exit code 92');
  });
});
