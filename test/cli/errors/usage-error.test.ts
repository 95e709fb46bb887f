import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/cli/errors/usage-error.js';
import { programUnderTest, thrownBy } from '../program-under-test.js';

describe('a command line that is not taken', () => {
  it.each([
    ['mesure', "unknown command 'mesure'", 'vrbench --help'],
    ['', 'no verb is named', 'vrbench --help'],
    ['validate x --fast', "unknown option '--fast'", 'vrbench validate --help'],
    ['schema route', "'route' is invalid", 'vrbench schema --help'],
    ['lab pwer', "unknown command 'pwer'", 'vrbench lab --help'],
    ['lab up --jsn', "unknown option '--jsn' (Did you mean --json?)", 'vrbench lab up --help'],
    ['run case-1', "option '-t, --testbed <file>' or '--simulate'", 'vrbench run --help'],
    ['teardown', "required option '-t, --testbed <file>' not specified", 'vrbench teardown --help'],
  ])('is an error of one form, with the help to read: %s', async (line, got, remedy) => {
    const words = line.split(' ').filter((word) => word !== '');
    const error = await thrownBy(words);
    expect(error).toBeInstanceOf(UsageError);
    const { kind, facts } = error as UsageError;
    expect(kind).toBe('usage');
    expect(facts.got).toContain(got);
    expect(facts.got).not.toMatch(/^error|\n/);
    expect(facts.remedy).toBe(remedy);
  });

  it('is written nowhere before', async () => {
    const { program, err } = programUnderTest();
    await program.parseAsync(['plan', '--fast'], { from: 'user' }).catch(() => undefined);
    expect(err()).toBe('');
  });
});
