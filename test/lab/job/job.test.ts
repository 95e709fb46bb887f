import { describe, expect, it } from 'vitest';
import { jobFiles } from '../../../src/lab/job/job.js';
import type { Command } from '../../../src/model/command.js';

const filesOf = (...commands: readonly Command[]) =>
  jobFiles({ name: 'dut', memory: 256, commands });

describe('jobFiles', () => {
  it('terminates each argument with a NUL, so that it may hold anything else or be empty', () => {
    const [file] = filesOf({ argv: ['echo', '', "it's\n$(date)", '*'] });
    expect(file).toMatchObject({ path: '0.argv', text: "echo\0\0it's\n$(date)\0*\0" });
  });

  it('has a file for standard input, if there is any', () => {
    const files = filesOf(
      { argv: ['true'] },
      { argv: ['cat'], stdin: 'a\0b' },
      { argv: ['cat'], stdin: '' },
    );
    expect(files.map(({ path }) => path)).toEqual(['0.argv', '1.argv', '1.stdin', '2.argv']);
    expect(files[2]?.text).toBe('a\0b');
  });

  it('refuses a NUL in an argument, which would split it', () => {
    expect(() => filesOf({ argv: ['echo', 'a\0b'] })).toThrow(RangeError);
  });
});
