import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlainFile } from '../../../src/host/plain-file.js';

describe('readPlainFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-file-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads a file, and /dev/null', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'text');
    expect((await readPlainFile(file)).toString()).toBe('text');
    expect(await readPlainFile('/dev/null')).toHaveLength(0);
  });

  it('refuses what may never end', async () => {
    const pipe = join(folder, 'pipe');
    await execa('mkfifo', [pipe]);
    await expect(readPlainFile(pipe)).rejects.toThrow('it is a pipe or a socket, not a file');
    await expect(readPlainFile('/dev/zero')).rejects.toThrow('it is a device, not a file');
    await expect(readPlainFile(join(folder, 'none'))).rejects.toThrow('ENOENT');
  });
});
