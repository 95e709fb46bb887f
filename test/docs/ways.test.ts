import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SRC = join(ROOT, 'src');

const document = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
const [, chapter = ''] = document.split('## The longest paths through the code');

/** The files of each way, in order. */
const WAYS = chapter
  .split('\n### ')
  .slice(1)
  .map((text) => ({
    title: text.split('\n', 1).join(''),
    files: [...text.matchAll(/^\| `(\S+\.ts)`/gm)].map(([, file = '']) => file),
  }));

const importsOf = (file: string): readonly string[] =>
  ts
    .preProcessFile(readFileSync(join(SRC, file), 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => join(dirname(file), name).replace(/\.js$/, '.ts'));

const roomOf = (file: string): string => file.split('/')[0] ?? '';

/** Rooms that come again after another one. */
const enteredAgain = (files: readonly string[]): readonly string[] => {
  const rooms = files.map(roomOf).filter((room, index, all) => room !== all[index - 1]);
  return rooms.filter((room, index) => rooms.indexOf(room) < index);
};

/** Files that cannot be reached from the first one by imports between files of the way, either way. */
const apart = (
  files: readonly string[],
  imports: (file: string) => readonly string[],
): readonly string[] => {
  const all = new Map(files.map((file) => [file, imports(file)]));
  const joined = new Set(files.slice(0, 1));
  for (let before = 0; before !== joined.size;) {
    before = joined.size;
    for (const [file, own] of all) {
      const touches = [...joined].some(
        (each) => own.includes(each) || all.get(each)?.includes(file) === true,
      );
      if (touches) joined.add(file);
    }
  }
  return files.filter((file) => !joined.has(file));
};

describe('what is wrong with a way', () => {
  it('is a room that is entered again', () => {
    expect(enteredAgain(['a/1.ts', 'a/2.ts', 'b/1.ts', 'a/3.ts'])).toEqual(['a']);
  });

  it('is a file that neither imports one of the others nor is imported', () => {
    const imports = (file: string) => (file === 'a/1.ts' ? ['b/1.ts'] : []);
    expect(apart(['a/1.ts', 'b/1.ts', 'b/2.ts'], imports)).toEqual(['b/2.ts']);
  });
});

describe('the longest ways of docs/architecture.md', () => {
  it('are three', () => {
    expect(WAYS.map(({ files }) => files.length > 10)).toEqual([true, true, true]);
  });

  it.each(WAYS)('pass files that there are: $title', ({ files }) => {
    expect(files.filter((file) => !existsSync(join(SRC, file)))).toEqual([]);
  });

  it.each(WAYS)('enter no room twice: $title', ({ files }) => {
    expect(enteredAgain(files)).toEqual([]);
  });

  it.each(WAYS)('are joined by imports: $title', ({ files }) => {
    expect(apart(files, importsOf)).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('has every room in its table', () => {
    const named = [...document.matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, room = '']) => room);
    const rooms = readdirSync(SRC, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(named.toSorted()).toEqual(rooms.toSorted());
  });
});
