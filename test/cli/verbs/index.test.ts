import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OutputStream } from '../../../src/cli/output/output-stream.js';
import { allVerbs, verbsFor } from '../../../src/cli/verbs/index.js';
import { keptStream } from '../output/stream.js';

const io = {
  out: new OutputStream(keptStream({}).stream),
  err: new OutputStream(keptStream({}).stream),
  signal: new AbortController().signal,
};

const namesFor = async (...words: readonly string[]): Promise<readonly string[]> =>
  (await verbsFor(words)).map((verb) => verb(io).name());

const files = readdirSync(new URL('../../../src/cli/verbs/', import.meta.url), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/^.*\//, '').replace(/\.ts$/, ''))
  .filter((name) => name !== 'index');

describe('verbsFor', () => {
  it.each(files.filter((name) => name !== 'completion'))(
    'loads %s, and nothing else, where it is called',
    async (name) => {
      expect(await namesFor(name, '--json')).toEqual([name]);
    },
  );

  it('loads none for the version', async () => {
    expect(await namesFor('--version')).toEqual([]);
    expect(await namesFor('-V')).toEqual([]);
  });

  it.each([
    [[]],
    [['--help']],
    [['help', 'run']],
    [['completion', 'bash']],
    [['comprae']],
    [['toString']],
  ])('loads all for %j', async (words) => {
    expect(await namesFor(...words)).toHaveLength(files.length);
  });
});

describe('allVerbs', () => {
  it('are the files of the folder', async () => {
    const names = (await allVerbs()).map((verb) => verb(io).name());
    expect(names.toSorted()).toEqual(files.toSorted());
  });
});
