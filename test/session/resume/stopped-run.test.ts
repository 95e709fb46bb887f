import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UnreadableArchive } from '../../../src/results/archive-failure.js';
import { ArchiveInUse } from '../../../src/results/lock/archive-lock.js';
import { openStoppedRun } from '../../../src/session/resume/stopped-run.js';
import { trialRecord } from '../../results/record.js';
import { archiveIn, killedRun, temporaryFolder } from './archive-folder.js';

const TRIALS = [1, 2, 3].map((sequence) => trialRecord(sequence, [10_000, 10_000]));

const killed = (root: string): Promise<string> => archiveIn(root, 'run', killedRun(root), TRIALS);

it('has the trials before a truncated line, and the offset of that line', async () => {
  await using root = await temporaryFolder();
  const folder = await killed(root.path);
  const journal = join(folder, 'trials.ndjson');
  const { length } = await readFile(journal);
  await appendFile(journal, '{"sequence":4,"da');
  await using stopped = await openStoppedRun(folder);
  expect(stopped.trials.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(stopped.end).toEqual({ trials: 3, length });
  expect(stopped.record.state).toEqual({ state: 'running' });
});

it('is locked while it is open, and not changed', async () => {
  await using root = await temporaryFolder();
  const folder = await killed(root.path);
  const before = await readdir(folder);
  {
    await using stopped = await openStoppedRun(folder);
    expect(stopped.folder).toBe(folder);
    await expect(openStoppedRun(folder)).rejects.toThrow(ArchiveInUse);
  }
  expect(await readdir(folder)).toEqual(before);
});

it.each<readonly [string, (folder: string) => Promise<void>, RegExp]>([
  [
    'a missing journal',
    (folder) => rm(join(folder, 'trials.ndjson')),
    /trials\.ndjson: no such file/,
  ],
  [
    'a damaged line',
    async (folder) => {
      const journal = join(folder, 'trials.ndjson');
      const text = await readFile(journal, 'utf8');
      await writeFile(journal, text.replace('{"sequence":2', '"sequence":2'));
    },
    /trials\.ndjson:2: not JSON/,
  ],
  [
    'a line that was removed',
    async (folder) => {
      const journal = join(folder, 'trials.ndjson');
      const lines = (await readFile(journal, 'utf8')).split('\n');
      await writeFile(journal, lines.toSpliced(1, 1).join('\n'));
    },
    /trials\.ndjson:2: trial 3 where trial 2 is expected/,
  ],
  [
    'an earlier version',
    async (folder) => {
      const run = await readFile(join(folder, 'run.json'), 'utf8');
      const earlier = run.replace('"schemaVersion":3', '"schemaVersion":2');
      await writeFile(join(folder, 'run.json'), earlier);
    },
    /run\.json: schemaVersion 2: it can be read, but not continued/,
  ],
  ['no run', (folder) => rm(folder, { recursive: true }), /run\.json: no such file/],
])('with %s it is refused, and not locked', async (_, damage, message) => {
  await using root = await temporaryFolder();
  const folder = await killed(root.path);
  await damage(folder);
  const refused = openStoppedRun(folder);
  await expect(refused).rejects.toThrow(UnreadableArchive);
  await expect(refused).rejects.toThrow(message);
  const left = await readdir(folder).catch(() => []);
  expect(left).not.toContainEqual(expect.stringMatching(/^lock/));
});

it('is not a file', async () => {
  await using root = await temporaryFolder();
  const folder = await killed(root.path);
  const refused = openStoppedRun(join(folder, 'run.json'));
  await expect(refused).rejects.toThrow(
    /run\.json\/run\.json: no such file\n.*give a run's folder/,
  );
});
