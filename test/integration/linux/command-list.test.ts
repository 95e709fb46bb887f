import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandList } from '../../../src/linux/command-list.js';
import type { Command } from '../../../src/model/command.js';

const argument = fc
  .string({ unit: fc.constantFrom('a', 'n', ' ', '\\', '\n', '$', '"', "'", '%', '*') })
  .filter((text) => !text.endsWith('\n'));
const input = fc
  .array(fc.string({ unit: fc.constantFrom('a', ' ', '\\', '$', '"', "'", '%', '*') }))
  .map((lines) => lines.map((line) => `${line}\n`).join(''));
const SHOW = 'printf "<%s>" "$@"; cat';

describe('a list of commands', () => {
  it('gives each command its arguments and its input, as they are', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(argument, { minLength: 1 }), input), {
          minLength: 1,
          maxLength: 5,
        }),
        (asked) => {
          const commands = asked.map(([words, stdin]): Command => ({
            argv: ['sh', '-c', SHOW, 'sh', ...words],
            stdin,
          }));
          const { argv, stdin } = commandList(commands, 'stop');
          const [program, ...arguments_] = argv;
          const printed = execFileSync(program, arguments_, { input: stdin, encoding: 'utf8' });
          const expected = asked.map(
            ([words, text]) => `${words.map((w) => `<${w}>`).join('')}${text}`,
          );
          expect(printed).toBe(expected.join(''));
        },
      ),
      { numRuns: 30 },
    );
  });

  const run = (mode: 'stop' | 'go-on') => {
    const commands: Command[] = [
      { argv: ['echo', 'one'] },
      // Reads none of its input.
      { argv: ['sh', '-c', 'exit 3'], stdin: 'left\nover\n' },
      { argv: ['echo', 'two'] },
    ];
    const { argv, stdin } = commandList(commands, mode);
    const [program, ...arguments_] = argv;
    return spawnSync(program, arguments_, { input: stdin, encoding: 'utf8' });
  };

  it('ends at a command that fails, and names it', () => {
    const { status, stdout, stderr } = run('stop');
    expect({ status, stdout }).toEqual({ status: 1, stdout: 'one\n' });
    expect(stderr).toContain('the command that failed: sh -c exit 3');
  });

  it('goes on where it is to undo, and says by its exit code that one failed', () => {
    expect(run('go-on')).toMatchObject({ status: 1, stdout: 'one\ntwo\n', stderr: '' });
  });

  it('refuses what it could not hand on', () => {
    expect(() => commandList([{ argv: ['echo', 'a\n'] }], 'stop')).toThrow(RangeError);
    expect(() => commandList([{ argv: ['cat'], stdin: 'a' }], 'stop')).toThrow(RangeError);
  });
});
