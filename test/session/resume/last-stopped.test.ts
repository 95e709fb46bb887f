import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UnreadableArchive } from '../../../src/results/archive-failure.js';
import { lockArchive } from '../../../src/results/lock/archive-lock.js';
import { writeRunSet, type RunSetEntry } from '../../../src/results/run-set.js';
import { lastStopped } from '../../../src/session/resume/last-stopped.js';
import { archiveIn, killedRun, temporaryFolder } from './archive-folder.js';

const setIn = async (root: string, name: string, state: RunSetEntry['state']): Promise<string> => {
  const folder = join(root, name);
  await mkdir(folder);
  const playbooks = [{ playbook: '/x/case-1.yaml', state }];
  const started = '2026-01-31T10:15:00.000Z';
  await writeRunSet(folder, { schemaVersion: 1, started, testbed: null, playbooks });
  return folder;
};

it('is the newest run that did not finish, however it ended', async () => {
  await using root = await temporaryFolder();
  const { path } = root;
  const first = await archiveIn(path, '20260101T000000Z-a');
  await archiveIn(path, '20260104T000000Z-d', killedRun(path, { state: { state: 'complete' } }));
  expect(await lastStopped(path)).toBe(first);
  const interrupted = killedRun(path, { state: { state: 'interrupted' } });
  const second = await archiveIn(path, '20260102T000000Z-b', interrupted);
  expect(await lastStopped(path)).toBe(second);
  const failed = killedRun(path, { state: { state: 'failed', message: 'x' } });
  const third = await archiveIn(path, '20260103T000000Z-c', failed);
  expect(await lastStopped(path)).toBe(third);
});

it('may be a set with a playbook that is still to be run', async () => {
  await using root = await temporaryFolder();
  const { path } = root;
  const run = await archiveIn(path, '20260101T000000Z-a');
  await setIn(path, '20260104T000000Z-set', 'complete');
  await setIn(path, '20260105T000000Z-set', 'left-out');
  expect(await lastStopped(path)).toBe(run);
  const waiting = await setIn(path, '20260102T000000Z-set', 'waiting');
  expect(await lastStopped(path)).toBe(waiting);
  const failed = await setIn(path, '20260103T000000Z-set', 'failed');
  expect(await lastStopped(path)).toBe(failed);
});

it('skips what cannot be read, and what is not a folder', async () => {
  await using root = await temporaryFolder();
  const { path } = root;
  const run = await archiveIn(path, '20260101T000000Z-a');
  await mkdir(join(path, '20260102T000000Z-empty'));
  const damaged = await archiveIn(path, '20260103T000000Z-damaged');
  await writeFile(join(damaged, 'run.json'), '{"schemaVersion":3,');
  await writeFile(join(path, '20260104T000000Z-file'), '');
  expect(await lastStopped(path)).toBe(run);
});

it('skips those that a controller is writing, and names them', async () => {
  await using root = await temporaryFolder();
  const { path } = root;
  const before = await archiveIn(path, '20260101T000000Z-a');
  const running = await archiveIn(path, '20260102T000000Z-b');
  const lock = await lockArchive(running);
  expect(await lastStopped(path)).toBe(before);
  await rm(before, { recursive: true });
  await expect(lastStopped(path)).rejects.toThrow(
    /it has no stopped run or set\n.*20260102T000000Z-b is being written by .*process/,
  );
  await lock[Symbol.asyncDispose]();
  expect(await lastStopped(path)).toBe(running);
});

it('needs an existing folder', async () => {
  await using root = await temporaryFolder();
  const lacking = lastStopped(join(root.path, 'results'));
  await expect(lacking).rejects.toThrow(UnreadableArchive);
  await expect(lacking).rejects.toThrow(/no such folder\n.*--results/);
});
