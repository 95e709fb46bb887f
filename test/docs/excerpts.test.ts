import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const urlOf = (name: string): URL => new URL(`../../${name}`, import.meta.url);

const fileOf = (name: string): string => readFileSync(urlOf(name), 'utf8');

/** Indentation is the page's own. */
const unindented = (text: string): string => text.replaceAll(/^ +/gm, '');

const PAGES = readdirSync(urlOf('docs'))
  .filter((name) => name.startsWith('adding-a-'))
  .map((name) => {
    const text = fileOf(`docs/${name}`);
    const excerpts = [...text.matchAll(/<!-- (\S+) -->\n\n```ts\n(.*?)```/gs)].map(
      ([, file = '', excerpt = '']) => ({ file, excerpt }),
    );
    return { name, text, excerpts };
  });

describe.each(PAGES)('docs/$name', ({ text, excerpts }) => {
  it('names the file of each excerpt', () => {
    expect(excerpts.length).toBeGreaterThan(2);
    expect(text.match(/^```ts$/gm)).toHaveLength(excerpts.length);
  });

  it.each(excerpts)('has $file as it is ($#)', ({ file, excerpt }) => {
    expect(unindented(fileOf(file))).toContain(unindented(excerpt));
  });
});
