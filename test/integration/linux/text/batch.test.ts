import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { batch, parseBatch } from '../../../../src/linux/text/batch.js';
import type { Argv } from '../../../../src/model/command.js';

const run = (commands: readonly Argv[]): readonly string[] => {
  const { argv, stdin } = batch(commands);
  const [program, ...arguments_] = argv;
  return parseBatch(
    execFileSync(program, arguments_, { input: stdin }).toString(),
    commands.length,
  );
};

describe('batch', () => {
  it('gives what each command printed', () => {
    expect(run([['echo', 'one'], ['printf', 'two'], ['true']])).toEqual(['one\n', 'two', '']);
  });

  it('gives arguments to the program as they are', () => {
    expect(run([['echo', '*', '$HOME', ';', 'true', '|cat']])).toEqual(['* $HOME ; true |cat\n']);
  });

  it('leaves the list of commands alone when one of them reads its input', () => {
    expect(run([['cat'], ['echo', 'two']])).toEqual(['', 'two\n']);
  });

  it('stops at the first command that fails, with its exit code', () => {
    const { argv, stdin } = batch([
      ['echo', 'one'],
      ['grep', 'x', '/none'],
      ['echo', 'three'],
    ]);
    const [program, ...arguments_] = argv;
    const { status, stdout, stderr } = spawnSync(program, arguments_, { input: stdin });
    expect(status).toBe(2);
    expect(stdout.toString()).not.toContain('three');
    expect(stderr.toString()).toContain('/none');
  });

  it('refuses arguments that would be split', () => {
    expect(() => batch([['ip', 'netns exec']])).toThrow(RangeError);
    expect(() => batch([['ip', '']])).toThrow(RangeError);
  });

  it('refuses an answer that is incomplete', () => {
    expect(() => parseBatch('one\n', 2, 'dut')).toThrow(/on dut: expected the output of 2/);
  });
});
