import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnreadableArchive } from '../../src/results/archive-failure.js';
import {
  beginRunSet,
  readRunSet,
  SET_FILE,
  writeRunSet,
  type RunSet,
} from '../../src/results/run-set.js';

const SET: RunSet = {
  schemaVersion: 1,
  started: '2026-01-31T10:15:00.000Z',
  testbed: null,
  playbooks: [{ playbook: '/x/case-1.yaml', state: 'waiting' }],
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vrbench-set-'));
});
afterEach(() => rm(root, { recursive: true }));

describe('a set of runs', () => {
  it('is read as written, in a folder named after its start', async () => {
    const folder = await beginRunSet(join(root, 'results'), 'set', SET);
    expect(folder).toMatch(/20260131T101500Z-set-[0-9a-f]{6}$/);
    const done: RunSet = {
      ...SET,
      playbooks: [{ playbook: '/x/case-1.yaml', state: 'complete', run: 'r' }],
    };
    await writeRunSet(folder, done);
    expect(await readRunSet(folder)).toEqual(done);
  });

  it('that cannot be created is an error with its folder and a remedy', async () => {
    await expect(beginRunSet('/proc/results', 'set', SET)).rejects.toThrow(
      /^creating the folder of the set on \/proc\/results: ENOENT.*\n {2}fix: check that \/proc\/results is writable$/,
    );
  });

  it('whose folder was deleted meanwhile is said to be gone', async () => {
    const folder = await beginRunSet(join(root, 'results'), 'set', SET);
    await rm(folder, { recursive: true });
    await expect(writeRunSet(folder, SET)).rejects.toThrow(
      `writing to the archive ${folder}: it was deleted or moved during the run`,
    );
  });

  it('that is invalid is an error with its file', async () => {
    await writeFile(join(root, SET_FILE), '{}');
    await expect(readRunSet(root)).rejects.toThrow(UnreadableArchive);
    await expect(readRunSet(root)).rejects.toThrow(/set\.json/);
  });
});
