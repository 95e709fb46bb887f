import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunSetEntry } from '../../../src/results/run-set.js';
import { archiveOfEntry } from '../../../src/session/resume/archive-of-entry.js';
import { archiveIn, startedWith, temporaryFolder } from './archive-folder.js';

const waiting = (playbook: string): RunSetEntry => ({ playbook, state: 'waiting' });
const failed = (playbook: string, run: string): RunSetEntry => ({ playbook, state: 'failed', run });

it('is the one that the entry names, or none if that was removed', async () => {
  await using root = await temporaryFolder();
  const { path } = root;
  const { playbook } = startedWith(path);
  const entry = failed(playbook, 'b');
  await archiveIn(path, 'b');
  expect(await archiveOfEntry(path, { playbooks: [entry] }, entry)).toBe(join(path, 'b'));
  await rm(join(path, 'b'), { recursive: true });
  expect(await archiveOfEntry(path, { playbooks: [entry] }, entry)).toBeUndefined();
});

it('is one of its playbook that no entry names, as a killed controller leaves it', async () => {
  await using root = await temporaryFolder();
  const { path } = root;
  const { playbook } = startedWith(path);
  const playbooks = [waiting(playbook), waiting('/x/other.yaml')] as const;
  expect(await archiveOfEntry(path, { playbooks }, playbooks[0])).toBeUndefined();
  await archiveIn(path, 'a');
  expect(await archiveOfEntry(path, { playbooks }, playbooks[0])).toBe(join(path, 'a'));
  expect(await archiveOfEntry(path, { playbooks }, playbooks[1])).toBeUndefined();
});

it('is not that of another entry of the same playbook', async () => {
  await using root = await temporaryFolder();
  const { path } = root;
  const { playbook } = startedWith(path);
  await archiveIn(path, 'a');
  const second = waiting(playbook);
  const playbooks = [failed(playbook, 'a'), second];
  expect(await archiveOfEntry(path, { playbooks }, second)).toBeUndefined();
  await archiveIn(path, 'b');
  expect(await archiveOfEntry(path, { playbooks }, second)).toBe(join(path, 'b'));
});

it('is not one whose run had not started', async () => {
  await using root = await temporaryFolder();
  const { path } = root;
  const archive = await archiveIn(path, 'a');
  await rm(join(archive, 'run.json'));
  await writeFile(join(path, 'set.json'), '{}');
  const entry = waiting(startedWith(path).playbook);
  expect(await archiveOfEntry(path, { playbooks: [entry] }, entry)).toBeUndefined();
});
