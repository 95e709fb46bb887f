import { describe, expect, it } from 'vitest';
import { atKey, atValue, pathText } from '../../src/document/finding.js';

describe('pathText', () => {
  it.each([
    [[], ''],
    [['procedures', 0, 'intendedLoads', 2], 'procedures[0].intendedLoads[2]'],
    [[3, 'name'], '[3].name'],
  ])('of %j is %j', (path, text) => {
    expect(pathText(path)).toBe(text);
  });
});

describe('a finding', () => {
  it('is about a key or a value', () => {
    expect(atKey(['a'], 'unknown').at).toBe('key');
    expect(atValue(['a'], 'too large')).toEqual({ path: ['a'], at: 'value', message: 'too large' });
  });
});
