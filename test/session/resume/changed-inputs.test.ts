import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changedInput } from '../../../src/session/resume/changed-inputs.js';
import { archiveIn, killedRun, PLAYBOOK, startedWith, temporaryFolder } from './archive-folder.js';

const LONGER = PLAYBOOK.replace('1 s', '2 s');

it('a file with the same content has not changed, nor has a deleted one', async () => {
  await using root = await temporaryFolder();
  const folder = await archiveIn(root.path, 'run');
  const run = killedRun(root.path);
  expect(await changedInput('playbook', folder, run, {})).toEqual([]);
  await writeFile(startedWith(root.path).playbook, PLAYBOOK);
  expect(await changedInput('playbook', folder, run, {})).toEqual([]);
  await writeFile(startedWith(root.path).playbook, `# a comment\n${PLAYBOOK}`);
  expect(await changedInput('playbook', folder, run, {})).toEqual([]);
});

it('a changed value is named with its old and new values', async () => {
  await using root = await temporaryFolder();
  const folder = await archiveIn(root.path, 'run');
  await writeFile(startedWith(root.path).playbook, LONGER);
  expect(await changedInput('playbook', folder, killedRun(root.path), {})).toEqual([
    { what: 'playbook, trial.duration', before: '1 s', now: '2 s' },
  ]);
});

it('the file named now replaces the one that the run was started with', async () => {
  await using root = await temporaryFolder();
  const folder = await archiveIn(root.path, 'run');
  const run = killedRun(root.path);
  await writeFile(startedWith(root.path).playbook, LONGER);
  const file = join(root.path, 'moved.yaml');
  await writeFile(file, PLAYBOOK);
  expect(await changedInput('playbook', folder, run, { file })).toEqual([]);
  await writeFile(file, PLAYBOOK.replace('short', 'other'));
  expect(await changedInput('playbook', folder, run, { file })).toEqual([
    { what: 'playbook, name', before: 'short', now: 'other' },
  ]);
});

it('text in place of a file, such as simulated devices, is compared as one', async () => {
  await using root = await temporaryFolder();
  const folder = await archiveIn(root.path, 'run');
  const text = 'name: simulated\nlinkSpeed: 10 Gb/s\n';
  expect(await changedInput('testbed', folder, killedRun(root.path), { text })).toEqual([
    { what: 'testbed, linkSpeed', before: '1 Gb/s', now: '10 Gb/s' },
  ]);
});

it('the copy in the archive must be the one that the run started with', async () => {
  await using root = await temporaryFolder();
  const folder = await archiveIn(root.path, 'run');
  const run = killedRun(root.path);
  const kept = join(folder, 'inputs', 'playbook.yaml');
  await writeFile(kept, `${PLAYBOOK}# edited\n`);
  const [edited] = await changedInput('playbook', folder, run, {});
  expect(edited).toMatchObject({ what: `playbook, ${kept}` });
  expect(edited?.before).toMatch(/^SHA-256 [0-9a-f]{64}$/);
  expect(edited?.now).toMatch(/^[0-9a-f]{64}$/);
  await rm(kept);
  expect(await changedInput('playbook', folder, run, {})).toEqual([
    { what: `playbook, ${kept}`, before: 'there', now: 'no such file' },
  ]);
});
