import { mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireNew, writeNew } from '../../../src/cli/init/new-file.js';

describe('a new file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-new-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is written', async () => {
    const path = join(folder, 'new.yaml');
    await requireNew(path);
    await writeNew(path, 'name: new\n');
    expect(await readFile(path, 'utf8')).toBe('name: new\n');
  });

  it.each([
    ['', 'that is not the name of a file'],
    ['folder/', 'that is not the name of a file'],
    ['missing/new.yaml', 'no such file or directory'],
    ['file/new.yaml', 'is not a folder'],
    ['file', 'and is not overwritten'],
    ['link', 'and is not overwritten'],
  ])('is refused before anything takes time: %s', async (name, why) => {
    await writeFile(join(folder, 'file'), 'mine');
    await symlink('nowhere', join(folder, 'link'));
    const path = name === '' ? '' : `${folder}/${name}`;
    await expect(requireNew(path)).rejects.toMatchObject({ kind: 'precondition' });
    await expect(requireNew(path)).rejects.toThrow(why);
  });

  it('is no file that is there by the time it is written, and no link', async () => {
    const [file, link] = [join(folder, 'file'), join(folder, 'link')];
    await writeFile(file, 'mine');
    await symlink('nowhere', link);
    for (const path of [file, link]) {
      await expect(writeNew(path, 'other')).rejects.toMatchObject({ kind: 'precondition' });
    }
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect(await readlink(link)).toBe('nowhere');
    expect(await readdir(folder)).toEqual(['file', 'link']);
  });
});
