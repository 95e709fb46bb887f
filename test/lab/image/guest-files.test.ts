import { describe, expect, it } from 'vitest';
import { recipeFor } from '../../../src/lab/image/recipe.js';

const recipe = recipeFor('bookworm');

describe('guest files', () => {
  it('name their interpreter on the first line if they are programs', () => {
    const programs = recipe.files.filter(({ mode }) => (mode & 0o111) !== 0);
    expect(programs).toHaveLength(6);
    expect(programs.filter(({ text }) => !text.startsWith('#!/bin/'))).toEqual([]);
  });

  it('do not replace folders that are symbolic links in Debian, such as /sbin', () => {
    const tops = recipe.files.map(({ path }) => path.split('/')[0]);
    expect(new Set(tops)).toEqual(new Set(['usr', 'etc']));
  });
});
