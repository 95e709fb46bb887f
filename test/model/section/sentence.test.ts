import { describe, expect, it } from 'vitest';
import { joined, quantity, sentence } from '../../../src/model/section/sentence.js';

describe('a sentence', () => {
  it('contains text, numbers and other sentences', () => {
    const rate = quantity(231_600, 'pps');
    const inner = sentence`${rate} at best`;
    expect(sentence`napi-macvlan, ${2} of ${'three'}: ${inner}.`).toEqual([
      ...['napi-macvlan, ', '2', ' of ', 'three', ': '],
      ...['', rate, ' at best', '.'],
    ]);
  });

  it('is joined with others by a separator', () => {
    expect(joined([['a'], ['b'], ['c']], ', ')).toEqual(['a', ', ', 'b', ', ', 'c']);
    expect(joined([], ', ')).toEqual([]);
  });
});
