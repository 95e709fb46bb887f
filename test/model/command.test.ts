import { describe, expect, it } from 'vitest';
import { inNamespace } from '../../src/model/command.js';

describe('a command in a namespace', () => {
  it('is unchanged without a namespace', () => {
    expect(inNamespace(undefined, ['ip', 'link'])).toEqual(['ip', 'link']);
    expect(inNamespace('vr0', ['ip', 'link'])).toEqual([
      'ip',
      'netns',
      'exec',
      'vr0',
      'ip',
      'link',
    ]);
  });
});
