import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireFile } from '../../../../src/results/disk/regular-file.js';
import { listRuns } from '../../../../src/results/listing/list-runs.js';
import { writerOf } from '../../../../src/results/lock/archive-lock.js';
import { salvageRun } from '../../../../src/results/salvage/salvage-run.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

const pipe = (name: string): string => {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  return path;
};

describe('requireFile', () => {
  it('accepts a file, also through a link', async () => {
    await writeFile(join(folder, 'x'), '');
    await symlink('x', join(folder, 'link'));
    await expect(requireFile(join(folder, 'link'))).resolves.toBeUndefined();
  });

  it('rejects anything else', async () => {
    await expect(requireFile(folder)).rejects.toThrow('it is a folder, not a file');
    await expect(requireFile(pipe('x'))).rejects.toThrow('it is not a regular file');
    await expect(requireFile('/dev/zero')).rejects.toThrow('it is not a regular file');
    await expect(requireFile(join(folder, 'none'))).rejects.toThrow('ENOENT');
  });
});

describe('an archive with a pipe in the place of a file', () => {
  it('is reported as damaged, and never waited for', async () => {
    pipe('run.json');
    pipe('trials.ndjson');
    pipe('lock-1.json');
    const { faults } = await salvageRun(folder);
    expect(faults.map(({ message }) => message)).toEqual([
      `reading ${folder}/run.json: it is not a regular file`,
      `reading ${folder}/trials.ndjson: it is not a regular file`,
    ]);
    expect(await writerOf(folder)).toBeUndefined();
    expect(await listRuns(join(folder, '..'))).toContainEqual({
      kind: 'unreadable',
      folder,
      reason: 'it is not a regular file',
    });
  });
});
