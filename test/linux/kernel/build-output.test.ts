import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseBuildErrors, parseFailedHunks } from '../../../src/linux/kernel/build-output.js';

const captured = (name: string): string =>
  readFileSync(new URL(`../../fixtures/kernel-module/${name}`, import.meta.url), 'utf8');

describe('what patch says', () => {
  it('names the hunks that found no place', () => {
    expect(parseFailedHunks(captured('patch-two-hunks.txt'))).toEqual([
      { hunk: 2, line: 525 },
      { hunk: 38, line: 1934 },
    ]);
  });

  it('does not take a hunk that moved for one that failed', () => {
    const hunks = parseFailedHunks(captured('patch-all-hunks.txt'));
    expect(hunks).toHaveLength(37);
    expect(hunks.map(({ hunk }) => hunk)).not.toContain(34);
  });
});

describe('what a build says', () => {
  it('is cut down to the lines that explain it', () => {
    const source = '/run/vrbench/build/napi_macvlan/napi_macvlan.c';
    const errors = parseBuildErrors(captured('make-undeclared-function.txt'));
    expect(errors).toHaveLength(2);
    expect(errors[0]).toContain(`${source}:485:31: error: implicit declaration of function`);
    expect(errors[1]).toContain('netif_rx_nosuch');
  });

  it('is shown from its end where no line explains it', () => {
    expect(parseBuildErrors('eins\nzwei\n\ndrei\n', 2)).toEqual(['zwei', 'drei']);
  });
});
