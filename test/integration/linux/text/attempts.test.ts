import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  attempts,
  firstLines,
  parseAttempts,
  parseFirstLines,
  type CommandOutcome,
} from '../../../../src/linux/text/attempts.js';
import type { Argv } from '../../../../src/model/command.js';

const run = (commands: readonly Argv[]): readonly CommandOutcome[] => {
  const { argv, stdin } = attempts(commands);
  const [program, ...arguments_] = argv;
  const stdout = execFileSync(program, arguments_, { input: stdin }).toString();
  return parseAttempts(stdout, commands.length);
};

describe('attempts', () => {
  it('go on after a command that fails, and keep what it said', () => {
    const [one, two, three, four] = run([
      ['echo', 'one'],
      ['grep', 'x', '/none'],
      ['no-such-program'],
      ['cat'],
    ]);
    expect(one).toEqual({ exitCode: 0, stdout: 'one\n', stderr: '' });
    expect(two).toMatchObject({ exitCode: 2, stdout: '' });
    expect(two?.stderr).toContain('/none');
    expect(three).toMatchObject({ exitCode: 127 });
    expect(four).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('give arguments to the program as they are', () => {
    expect(run([['echo', '*', '$HOME', ';', '|cat']])[0]?.stdout).toBe('* $HOME ; |cat\n');
  });
});

describe('firstLines', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vrbench-first-lines-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('prints numbers of the kernel whole, which cannot be read byte by byte', () => {
    const files = ['/proc/sys/kernel/pid_max', '/proc/sys/kernel/osrelease'];
    const [outcome] = run([firstLines([...files, '/proc/sys/kernel/no-such-*'])]);
    expect(parseFirstLines(outcome?.stdout ?? '')).toEqual(
      new Map(files.map((file) => [file, readFileSync(file, 'utf8').trim()])),
    );
    expect(readFileSync(files[0] ?? '', 'utf8').trim().length).toBeGreaterThan(1);
  });

  it('prints lines, folders, and where links lead; leaves out what cannot be read', () => {
    writeFileSync(join(folder, 'one'), 'first  line\nsecond\n');
    writeFileSync(join(folder, 'unended'), 'no newline');
    writeFileSync(join(folder, 'empty'), '');
    mkdirSync(join(folder, 'queues'));
    symlinkSync(join(folder, 'one'), join(folder, 'two'));
    const [outcome] = run([firstLines([`${folder}/*`, `${folder}/*/`, `${folder}/none/*`])]);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(parseFirstLines(outcome?.stdout ?? '')).toEqual(
      new Map([
        [`${folder}/one`, 'first  line'],
        [`${folder}/unended`, 'no newline'],
        [`${folder}/queues`, ''],
        [`${folder}/two`, join(folder, 'one')],
        [`${folder}/queues/`, ''],
      ]),
    );
  });
});
