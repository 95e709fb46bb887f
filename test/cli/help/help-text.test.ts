import { describe, expect, it } from 'vitest';
import { helpText } from '../../../src/cli/help/help-text.js';
import { programUnderTest } from '../program-under-test.js';

describe('helpText', () => {
  it('has the examples, and the exit codes by number', () => {
    const examples = [{ line: 'plan x', does: 'shows x' }];
    expect(helpText({ examples, exits: ['unreachable', 'invalidFile'] })).toBe(
      `
Examples:
  vrbench plan x
      shows x

Exit codes:
  0    done
  1    failure
  2    usage
  3    invalid file
  5    a machine is unreachable
  130  interrupted; everything undone, the archive readable`,
    );
  });
});

describe('--help', () => {
  it.each([['run'], ['lab', 'up']])('ends with them: %s %s', async (...words) => {
    const { program, out } = programUnderTest();
    await program.parseAsync([...words, '--help'], { from: 'user' }).catch(() => undefined);
    expect(out()).toMatch(/\nExamples:\n {2}vrbench /);
    expect(out()).toMatch(/\nExit codes:\n {2}0 {4}done\n/);
  });
});
