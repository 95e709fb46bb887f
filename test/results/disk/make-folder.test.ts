import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolders } from '../../../src/results/disk/make-folder.js';

describe('makeFolders', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'vrbench-folders-'));
  });
  afterAll(async () => {
    await rm(root, { recursive: true });
  });

  it('creates a folder and its parents, and returns the topmost one', async () => {
    expect(await makeFolders(join(root, 'a/b/c'))).toBe(join(root, 'a'));
    expect((await stat(join(root, 'a/b/c'))).isDirectory()).toBe(true);
    expect(await makeFolders(join(root, 'a/b/c'))).toBeUndefined();
    expect(await makeFolders(join(root, 'a/b/d'))).toBe(join(root, 'a/b/d'));
  });

  it('works for several concurrent calls', async () => {
    const path = join(root, 'x/y/z');
    await Promise.all(Array.from({ length: 8 }, () => makeFolders(path)));
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')(
    'ends where a file system answers that a folder which exists does not',
    async () => {
      await expect(makeFolders('/proc/vrbench')).rejects.toThrow(/ENOENT/);
      await expect(makeFolders('/proc/vrbench/results')).rejects.toThrow(/ENOENT/);
    },
  );

  it('rejects a file', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    await expect(makeFolders(file)).rejects.toThrow(/EEXIST/);
    await expect(makeFolders(join(file, 'x'))).rejects.toThrow(/ENOTDIR/);
  });
});
