import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../src/document/changes.js';

describe('changes between two documents', () => {
  it('are none if values are the same, in any order of keys', () => {
    const one = { a: 1, b: [{ c: 'x' }, null], d: undefined };
    expect(changesBetween(one, { b: [{ c: 'x' }, null], a: 1 })).toEqual([]);
  });

  it('name each position, with the old and the new value', () => {
    const before = { trial: { duration: '1 s' }, loads: [1, 2], name: 'x', planes: ['a'] };
    const now = { trial: { duration: '2 s', warmUp: '1 s' }, loads: [1], name: 'x', planes: 'a' };
    expect(changesBetween(before, now)).toEqual([
      { place: 'trial.duration', before: '1 s', now: '2 s' },
      { place: 'trial.warmUp', before: 'absent', now: '1 s' },
      { place: 'loads[1]', before: '2', now: 'absent' },
      { place: 'planes', before: '["a"]', now: 'a' },
    ]);
  });

  it('are a single one if a document is no longer an object', () => {
    expect(changesBetween({ a: 1 }, 'text')).toEqual([
      { place: 'the document', before: '{"a":1}', now: 'text' },
    ]);
  });
});
