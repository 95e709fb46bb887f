import { describe, expect, it } from 'vitest';
import { DATA_PLANES } from '../../../src/model/data-plane.js';
import { modifierOf } from '../../../src/provision/modifiers/index.js';
import { planned } from '../planned.js';

describe('modifiers', () => {
  it.each(DATA_PLANES)('need no steps on %s if they only affect traffic or queries', (name) => {
    for (const modifier of ['none', 'broadcast', 'management'] as const) {
      expect(modifierOf(modifier).steps(planned(name).network)).toEqual([]);
    }
  });
});
