import { describe, expect, it } from 'vitest';
import { filePath, remotePath } from '../../src/document/path-text.js';

describe('the name of a file', () => {
  it.each(['~/.ssh/id_ed25519', 'keys/lab key', '../macvlan.c', '/é/x', 'n'.repeat(255)])(
    'may be %s',
    (path) => {
      expect(filePath.safeParse(path).success).toBe(true);
    },
  );

  it.each([
    ['', 'missing'],
    [' ', 'missing'],
    ['a\0b', 'invisible'],
    ['a\u202eb', 'invisible'],
    ['keys/', 'a folder'],
    ['~root/key', 'your own home'],
    ['n'.repeat(256), '255 bytes'],
    ['n/'.repeat(3000) + 'n', '4095 bytes'],
  ])('is not %j', (path, reason) => {
    expect(filePath.safeParse(path).error?.issues[0]?.message).toContain(reason);
  });

  it('on a machine is absolute', () => {
    expect(remotePath.safeParse('/usr/src/macvlan.c').success).toBe(true);
    expect(remotePath.safeParse('macvlan.c').error?.issues[0]?.message).toContain(
      'starting with /',
    );
    expect(remotePath.safeParse('~/macvlan.c').success).toBe(false);
  });
});
