import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../../../src/host/ssh/host-key/known-hosts-command.js';

describe('splitCommand', () => {
  it.each([
    ['/usr/bin/keys %H  %t', ['/usr/bin/keys', '%H', '%t']],
    [`/bin/keys "a b" 'c "d"' e\\ f "g\\"h"`, ['/bin/keys', 'a b', 'c "d"', 'e f', 'g"h']],
    [`a"b c"d`, ['ab cd']],
    ['', []],
  ])('splits %s', (command, words) => {
    expect(splitCommand(command)).toEqual(words);
  });
});
