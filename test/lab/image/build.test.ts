import { describe, expect, it } from 'vitest';
import { mmdebstrapCommand } from '../../../src/lab/image/build.js';
import { recipeFor } from '../../../src/lab/image/recipe.js';

const recipe = recipeFor('bookworm');

describe('mmdebstrapCommand', () => {
  it('uses unshare mode unless run as root', () => {
    expect(mmdebstrapCommand(recipe, false)).toContain('--mode=unshare');
  });

  it('uses a mount namespace of its own as root', () => {
    expect(mmdebstrapCommand(recipe, true).slice(0, 4)).toEqual([
      'unshare',
      '--mount',
      'mmdebstrap',
      '--mode=root',
    ]);
  });
});
