import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseClockReading, READ_CLOCK } from '../../../../src/linux/machine/wall-clock.js';

describe('READ_CLOCK', () => {
  it('answers every line with the time', () => {
    const [shell, ...words] = READ_CLOCK;
    const before = BigInt(Date.now()) * 1_000_000n;
    const said = execFileSync(shell, words, {
      input: '\n\n',
      env: { ...process.env, LC_ALL: 'C' },
    });
    const after = BigInt(Date.now() + 1) * 1_000_000n;
    const readings = said
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => parseClockReading(line));
    expect(readings).toHaveLength(2);
    for (const { from, resolution } of readings) {
      expect(from + resolution > before && from < after).toBe(true);
    }
  });
});
