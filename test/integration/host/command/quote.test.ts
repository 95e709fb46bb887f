import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../../../src/host/command/quote.js';

const SPECIAL = Array.from(`'"\\ \n\t$\`!*?[]{}()<>|&;#~=%-a`);

const argument = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
  fc.string({ unit: fc.constantFrom(...SPECIAL) }),
);

describe('commandLine', () => {
  it('gives a shell back the same arguments', () => {
    fc.assert(
      fc.property(fc.array(argument), (words) => {
        const line = commandLine(['printf', '%s\\0', 'first', ...words]);
        const seen = execFileSync('sh', ['-c', line], { encoding: 'utf8' });
        expect(seen.split('\0')).toEqual(['first', ...words, '']);
      }),
      { numRuns: 60 },
    );
  });
});
