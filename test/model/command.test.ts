import { describe, expect, it } from 'vitest';
import { inNamespace } from '../../src/model/command.js';

describe('a command in a namespace', () => {
  it('is the same one where there is none', () => {
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
