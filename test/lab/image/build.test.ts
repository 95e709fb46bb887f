import { describe, expect, it } from 'vitest';
import { mmdebstrapCommand } from '../../../src/lab/image/build.js';
import { recipeFor } from '../../../src/lab/image/recipe.js';

const recipe = recipeFor('bookworm');

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
