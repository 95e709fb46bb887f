import { describe, expect, it } from 'vitest';
import { mmdebstrapCommand } from '../../src/lab/image/build.js';
import { recipeFor, recipeKey } from '../../src/lab/image/recipe.js';

const recipe = recipeFor('bookworm');

describe('recipeKey', () => {
  it('is the same for the same recipe', () => {
    expect(recipeKey(recipeFor('bookworm'))).toBe(recipeKey(recipe));
    expect(recipeKey(recipe)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is another as soon as anything in the image is', () => {
    const [first, ...rest] = recipe.files;
    if (first === undefined) throw new Error('a recipe has files');
    const changed = [
      { ...recipe, packages: [...recipe.packages, 'tcpdump'] },
      { ...recipe, files: [{ ...first, text: `${first.text}\n` }, ...rest] },
      { ...recipe, hooks: { ...recipe.hooks, writeImage: `${recipe.hooks.writeImage}\n` } },
      { ...recipe, source: { ...recipe.source, file: 'drivers/net/veth.c' } },
    ];
    const keys = [recipe, ...changed].map(recipeKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('mmdebstrapCommand', () => {
  it('needs no root where there is none', () => {
    expect(mmdebstrapCommand(recipe, false)).toContain('--mode=unshare');
  });

  it('keeps its mounts to itself where it is root', () => {
    expect(mmdebstrapCommand(recipe, true).slice(0, 4)).toEqual([
      'unshare',
      '--mount',
      'mmdebstrap',
      '--mode=root',
    ]);
  });
});

describe('guest files', () => {
  it('have an interpreter on their first line where they are programs', () => {
    const programs = recipe.files.filter(({ mode }) => (mode & 0o111) !== 0);
    expect(programs).toHaveLength(6);
    expect(programs.filter(({ text }) => !text.startsWith('#!/bin/'))).toEqual([]);
  });

  it("have what this project's kernel modules are made from", () => {
    const paths = recipe.files.map(({ path }) => path);
    expect(paths).toContain('usr/src/vrbench/napi-macvlan/6.1.patch');
    expect(paths).toContain('usr/src/vrbench/softnic/softnic.h');
    expect(paths.filter((path) => /\.(ko|o|mod|md)$/.test(path))).toEqual([]);
  });

  it('do not replace folders that are links in Debian, such as /sbin', () => {
    const tops = recipe.files.map(({ path }) => path.split('/')[0]);
    expect(new Set(tops)).toEqual(new Set(['usr', 'etc']));
  });
});
