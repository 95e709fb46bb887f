import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { archiveKept, trialsReported } from './archive-kept.js';

const SAID = [
  'ip-forwarder, 64 bytes, load-sweep',
  '  trial 1 (6 expected): offered 1 kpps, forwarded 1 kpps',
  '  trial 2 (6 expected): offered 2 kpps, forwarded 2 kpps (invalid)',
];

describe('what a run reported', () => {
  it('is the number of every trial, valid or not', () => {
    expect(trialsReported(SAID)).toEqual([1, 2]);
  });

  it('is lost where there is no archive; a run that reported nothing loses nothing', async () => {
    const results = await mkdtemp(join(tmpdir(), 'vrbench-kept-'));
    try {
      expect((await archiveKept(results, SAID)).problems).toEqual([
        { kind: 'lost', what: 'trial 1: no archive' },
        { kind: 'lost', what: 'trial 2: no archive' },
      ]);
      expect((await archiveKept(results, [])).problems).toEqual([]);
    } finally {
      await rm(results, { recursive: true });
    }
  });
});
