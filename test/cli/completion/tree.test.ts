import { describe, expect, it } from 'vitest';
import { verbsOf } from '../../../src/cli/completion/tree.js';
import { programUnderTest } from '../program-under-test.js';

const verbs = verbsOf(programUnderTest().program);
const verb = (wanted: string) => verbs.find(({ path }) => path === wanted);

describe('verbsOf', () => {
  it('has the program first, then every verb with those in it', () => {
    expect(verbs[0]?.path).toBe('');
    expect(verbs[0]?.verbs.map(({ name }) => name)).toContain('lab');
    expect(verb('lab')?.verbs.map(({ name }) => name)).toContain('power');
    expect(verb('lab power')?.arguments.map(({ name }) => name)).toEqual(['machine', 'state']);
  });

  it('has options with both names, and what their values may be', () => {
    const options = verb('run')?.options ?? [];
    expect(options).toContainEqual({
      ...{ short: '-r', long: '--results', values: { kind: 'folders' } },
      description: 'folder of the archives',
    });
    expect(options.find(({ long }) => long === '--simulate')?.values).toBeUndefined();
    expect(options.at(-1)?.long).toBe('--help');
  });
});
