import { describe, expect, it } from 'vitest';
import { thisUser } from '../../../src/results/lock/this-user.js';

describe('thisUser', () => {
  it('is the name in the user database', () => {
    expect(thisUser(() => ({ username: 'bench' }))).toBe('bench');
  });

  it('is the number where the user database does not have it, as in a container', () => {
    const missing = () => {
      throw new Error('uv_os_get_passwd returned ENOENT');
    };
    expect(thisUser(missing)).toBe(String(process.getuid?.()));
  });
});
