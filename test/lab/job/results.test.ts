import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseResults } from '../../../src/lab/job/results.js';
import type { Command } from '../../../src/model/command.js';

/** What a machine sent that ran these commands; the last but one failed. */
const captured = readFileSync(new URL('../../fixtures/lab/job/results.txt', import.meta.url));
const commands: readonly Command[] = [
  { argv: ['uname', '-r'] },
  { argv: ['cat'], stdin: 'ein Rätsel\n' },
  { argv: ['ip', '-brief', 'link', 'show', 'lo'] },
  { argv: ['sh', '-c', 'echo said; ip link show eth9'] },
  { argv: ['date'] },
];

const edited = (from: string, to: string): Buffer =>
  Buffer.from(captured.toString('latin1').replace(from, to), 'latin1');

describe('parseResults', () => {
  it('has the output of each command, up to and including the one that failed', () => {
    const results = parseResults(captured, commands);
    if (results.state !== 'complete') throw new Error(results.got);
    expect(results.outputs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 1]);
    expect(results.outputs.map(({ argv }) => argv)).toEqual(
      commands.slice(0, 4).map(({ argv }) => argv),
    );
    expect(results.outputs[1]?.stdout).toBe('ein Rätsel\n');
    expect(results.outputs[2]?.stdout).toMatch(/^lo +UNKNOWN/);
    expect(results.outputs[3]).toMatchObject({
      stdout: 'said\n',
      stderr: 'Device "eth9" does not exist.\n',
    });
  });

  it('takes no part of the results for the whole', () => {
    fc.assert(
      fc.property(fc.nat(captured.length - 1), (length) => {
        expect(parseResults(captured.subarray(0, length), commands).state).toBe('incomplete');
      }),
      { numRuns: captured.length },
    );
  });

  it('counts the commands that had ended when results stopped', () => {
    expect(parseResults(captured.subarray(0, 2), commands)).toEqual({
      state: 'incomplete',
      ran: 2,
      got: 'its results end early',
    });
    expect(parseResults(Buffer.alloc(0), commands)).toMatchObject({ ran: 0 });
  });

  it.each([
    ['an invalid exit code', edited('0\n', '-1\n'), /found "-1" instead of a number/],
    ['an invalid size', edited('21\n', '2x\n'), /found "2x" instead of a number/],
    [
      'fewer exit codes than commands',
      edited('0\n0\n', '0\n'),
      /found "output" instead of a number/,
    ],
    ['more exit codes than commands', edited('1\n', '1\n1\n'), /found "1" instead of "output"/],
    ['an end before the last command', edited('1\noutput', '0\noutput'), /after 4 of 5 commands/],
    ['a command after one that failed', edited('0\n', '9\n'), /stopped after 4 of 1 commands/],
    ['less output than announced', edited('\nsaid', '\n'), /4 bytes of output are missing/],
    ['more output than announced', Buffer.concat([captured, Buffer.from('x')]), /1 bytes follow/],
    ['a kernel message in between', edited('..', '.BUG: x.'), /found "BUG: x\.\.\.\\n0/],
  ])('refuses %s', (_, data, got) => {
    expect(parseResults(data, commands)).toMatchObject({
      state: 'incomplete',
      got: expect.stringMatching(got) as string,
    });
  });

  it('refuses more commands than there were', () => {
    expect(parseResults(captured, commands.slice(0, 2))).toMatchObject({
      state: 'incomplete',
      got: 'it stopped after 4 of 2 commands',
    });
  });
});
