import { describe, expect, it } from 'vitest';
import { ipCommand } from '../../../src/linux/ip/command.js';

describe('ipCommand', () => {
  it('enters a namespace by itself', () => {
    expect(ipCommand('vr0', 'link', 'show')).toEqual(['ip', '-n', 'vr0', 'link', 'show']);
    expect(ipCommand(undefined, 'link')).toEqual(['ip', 'link']);
  });
});
