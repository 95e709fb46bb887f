import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/model/failure.js';
import { ArchiveInUse, lockArchive, writerOf } from '../../../src/results/lock/archive-lock.js';
import { startedIn } from '../../../src/results/lock/owner.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Enters an owner that differs from this process. */
const enter = async (change: object): Promise<void> => {
  const lock = await lockArchive(folder);
  const owner = JSON.parse(await readFile(join(folder, 'lock-1.json'), 'utf8')) as object;
  await lock[Symbol.asyncDispose]();
  await writeFile(join(folder, 'lock-1.json'), JSON.stringify({ ...owner, ...change }));
};

describe('the lock of an archive', () => {
  it('is held by one process at a time, which is named, and leaves nothing behind', async () => {
    const lock = await lockArchive(folder);
    const refused = lockArchive(folder);
    await expect(refused).rejects.toThrow(ArchiveInUse);
    await expect(refused).rejects.toThrow(`(process ${process.pid}), since 20`);
    expect((await writerOf(folder))?.process).toBe(process.pid);
    await lock[Symbol.asyncDispose]();
    expect(await readdir(folder)).toEqual([]);
    expect(await writerOf(folder)).toBeUndefined();
  });

  it('is not held by two concurrent processes', async () => {
    const locks = await Promise.allSettled(Array.from({ length: 8 }, () => lockArchive(folder)));
    const held = locks.filter(({ status }) => status === 'fulfilled');
    expect(held.length).toBeLessThanOrEqual(1);
    for (const lock of locks) {
      if (lock.status === 'fulfilled') await lock.value[Symbol.asyncDispose]();
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['a process that is gone, whose number another one has', { processStarted: '1' }],
    ['an earlier boot', { boot: 'another' }],
  ])('is free of %s', async (_, change) => {
    await enter(change);
    expect(await writerOf(folder)).toBeUndefined();
    const lock = await lockArchive(folder);
    expect(await readdir(folder)).toEqual(['lock-2.json']);
    await lock[Symbol.asyncDispose]();
  });

  it('counts as held by a process on another computer, which cannot be checked', async () => {
    await enter({ by: 'root@elsewhere', boot: 'another' });
    await expect(lockArchive(folder)).rejects.toThrow(/root@elsewhere .*remove .*lock-1\.json/s);
  });

  it('that cannot be written is an error with its file and a remedy', async () => {
    // A file system without new files, also for root.
    const refused = lockArchive('/proc/self');
    await expect(refused).rejects.toBeInstanceOf(Failure);
    await expect(refused).rejects.toThrow(
      /^opening the archive \/proc\/self: ENOENT.* '\/proc\/self\/lock-1\.json.*\n {2}fix: check that \/proc\/self is writable$/,
    );
  });

  it('ignores a truncated file', async () => {
    await writeFile(join(folder, 'lock-1.json'), '{"by":"ro');
    const lock = await lockArchive(folder);
    await lock[Symbol.asyncDispose]();
    expect(await readdir(folder)).toEqual([]);
  });
});

it('the start of a process is found after a name with blanks and brackets', () => {
  const after = Array.from({ length: 30 }, (_, index) => String(index + 3));
  expect(startedIn(`4711 (a) b (c) ${after.join(' ')}`)).toBe('22');
});
