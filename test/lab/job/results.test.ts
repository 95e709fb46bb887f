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
  it('gives each command what it wrote, up to and with the one that failed', () => {
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

  it('takes no part of it for the whole', () => {
    fc.assert(
      fc.property(fc.nat(captured.length - 1), (length) => {
        expect(parseResults(captured.subarray(0, length), commands).state).toBe('torn');
      }),
      { numRuns: captured.length },
    );
  });

  it('knows how many commands had ended when the machine fell silent', () => {
    expect(parseResults(captured.subarray(0, 2), commands)).toEqual({
      state: 'torn',
      ran: 2,
      got: 'it fell silent',
    });
    expect(parseResults(Buffer.alloc(0), commands)).toMatchObject({ ran: 0 });
  });

  it.each([
    ['an exit code that is none', edited('0\n', '-1\n'), /said "-1" for a number/],
    ['a size that is none', edited('21\n', '2x\n'), /said "2x" for a number/],
    ['fewer exit codes than commands', edited('0\n0\n', '0\n'), /said "output" for a number/],
    ['more exit codes than commands', edited('1\n', '1\n1\n'), /said "1" for "output"/],
    ['an end before the last command', edited('1\noutput', '0\noutput'), /after 4 of 5 commands/],
    ['a command after one that failed', edited('0\n', '9\n'), /ended after 4 of 1 commands/],
    ['less than it told', edited('\nsaid', '\n'), /4 bytes of output are missing/],
    ['more than it told', Buffer.concat([captured, Buffer.from('x')]), /1 bytes came after/],
    ['a word of the kernel in between', edited('..', '.BUG: x.'), /said "BUG: x\.\.\.\\n0/],
  ])('refuses %s', (_, data, got) => {
    expect(parseResults(data, commands)).toMatchObject({
      state: 'torn',
      got: expect.stringMatching(got) as string,
    });
  });

  it('refuses more commands than there were', () => {
    expect(parseResults(captured, commands.slice(0, 2))).toMatchObject({
      state: 'torn',
      got: 'it ended after 4 of 2 commands',
    });
  });
});
