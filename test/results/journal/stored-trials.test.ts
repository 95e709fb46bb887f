import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnreadableArchive } from '../../../src/results/archive-failure.js';
import { createArchive } from '../../../src/results/archive.js';
import { openTrialsOf, readTrials } from '../../../src/results/read-run.js';
import { runRecord, trialRecord } from '../record.js';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vrbench-trials-'));
});
afterEach(() => rm(root, { recursive: true }));

/** With more trials than are kept in memory. */
const COUNT = 3000;

const archived = async (): Promise<string> => {
  await using archive = await createArchive(root, 'x', { testbed: '', playbook: '' });
  await archive.writeRun(runRecord);
  const lines = Array.from({ length: COUNT }, (_, index) =>
    trialRecord(index + 1, [index + 10, 10]),
  );
  await appendFile(
    join(archive.folder, 'trials.ndjson'),
    lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
  return archive.folder;
};

describe('stored trials', () => {
  it('are those of the journal, in any order of access', async () => {
    const folder = await archived();
    const [{ trials }, stored] = await Promise.all([readTrials(folder), openTrialsOf(folder)]);
    expect(stored.torn).toBe(false);
    expect(stored.trials).toHaveLength(COUNT);
    for (const index of [0, 2999, 1, 511, 512, 2048, 0, 1500]) {
      const [one, other] = [stored.trials[index], trials[index]];
      expect(one?.result).toEqual(other?.result);
      expect([one?.sequence, one?.started, one?.ended, one?.dataPlane, one?.modifier]).toEqual([
        other?.sequence,
        other?.started,
        other?.ended,
        other?.dataPlane,
        other?.modifier,
      ]);
    }
  });

  it('exclude a truncated last line', async () => {
    const folder = await archived();
    await appendFile(join(folder, 'trials.ndjson'), '{"sequence": 30');
    const { trials, torn } = await openTrialsOf(folder);
    expect([trials.length, torn]).toEqual([COUNT, true]);
  });

  it('name the archive if it is gone when they are read', async () => {
    const folder = await archived();
    const { trials } = await openTrialsOf(folder);
    await writeFile(join(folder, 'trials.ndjson'), '');
    expect(() => trials[2000]?.result).toThrow(UnreadableArchive);
  });
});
