import { describe, expect, it } from 'vitest';
import { starvationOf } from '../../../src/rfc2544/trials/starvation.js';

describe('starvationOf', () => {
  it('picks the reasons of this kind', () => {
    const reasons = [
      { code: 'link-flapped', detail: 'a' },
      { code: 'machine-starved', detail: 'b' },
    ] as const;
    expect(starvationOf({ validity: { state: 'invalid', reasons } })).toEqual([reasons[1]]);
    expect(starvationOf({ validity: { state: 'valid' } })).toEqual([]);
  });
});
