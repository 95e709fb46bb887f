import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const fileOf = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** Indentation is the page's own. */
const unindented = (text: string): string => text.replaceAll(/^ +/gm, '');

/** The page's excerpts, each with the file it is from. */
const EXCERPTS = [
  ...fileOf('docs/adding-a-test.md').matchAll(/<!-- (\S+) -->\n\n```ts\n(.*?)```/gs),
].map(([, file = '', text = '']) => ({ file, text }));

describe('docs/adding-a-test.md', () => {
  it('has excerpts', () => {
    expect(EXCERPTS.length).toBeGreaterThan(4);
  });

  it.each(EXCERPTS)('has $file as it is ($#)', ({ file, text }) => {
    expect(unindented(fileOf(file))).toContain(unindented(text));
  });
});
