import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deviates,
  met,
  NOT_APPLICABLE,
  notSeen,
  combined,
  type Judgement,
} from '../../../src/rfc2544/conformance/judgement.js';

const trial = fc.integer({ min: 1, max: 50 });
const judgement: fc.Arbitrary<Judgement> = fc.oneof(
  trial.map((number) => met({ trials: [number] })),
  fc.constantFrom(
    met({ facts: ['media'] }),
    deviates('1 s'),
    notSeen('not recorded'),
    NOT_APPLICABLE,
  ),
);

describe('met', () => {
  it('is by something that shows it', () => {
    expect(met({ trials: [3] })).toEqual({ state: 'met', trials: [3], facts: [] });
    expect(met({ trials: [], facts: [] })).toEqual(notSeen('nothing archived shows it'));
  });
});

describe('combined judgements', () => {
  it('deviate if one does, and are met only if each that applies is', () => {
    fc.assert(
      fc.property(fc.array(judgement, { minLength: 1 }), (each) => {
        const states = each.map(({ state }) => state);
        const expected = (['deviates', 'not-seen', 'met', 'not-applicable'] as const).find(
          (state) => states.includes(state),
        );
        expect(combined(each).state).toBe(expected);
      }),
    );
  });

  it('are shown by all that shows one of them, once', () => {
    const each = [met({ trials: [1, 2] }), met({ trials: [2], facts: ['media'] }), NOT_APPLICABLE];
    expect(combined(each)).toEqual({ state: 'met', trials: [1, 2], facts: ['media'] });
  });

  it('of nothing were not seen', () => {
    expect(combined([]).state).toBe('not-seen');
  });
});
