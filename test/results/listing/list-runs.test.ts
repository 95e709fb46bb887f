import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnreadableArchive } from '../../../src/results/archive-failure.js';
import { listRuns, type ResultsEntry } from '../../../src/results/listing/list-runs.js';
import { writeRunSet } from '../../../src/results/run-set.js';
import { runRecord } from '../record.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/results/', import.meta.url));

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vrbench-list-'));
});
afterEach(() => rm(root, { recursive: true }));

/** A folder with a file in it. */
const folderWith = async (name: string, file: string, text: string): Promise<void> => {
  await mkdir(join(root, name), { recursive: true });
  await writeFile(join(root, name, file), text);
};

const addRun = (name: string, runId = name): Promise<void> =>
  folderWith(name, 'run.json', JSON.stringify({ ...runRecord, runId }));

const summary = (entry: ResultsEntry): string =>
  `${entry.kind} ${entry.kind === 'run' ? entry.run.runId : basename(entry.folder)}`;

const reasonIn = ([entry]: readonly ResultsEntry[]): string =>
  entry?.kind === 'unreadable' ? entry.reason : '';

describe('listRuns', () => {
  it('lists archives by name, which begins with their time', async () => {
    for (const name of ['20260201T000000Z-b', '20260131T000000Z-a', '20260301T000000Z-c']) {
      await addRun(name);
    }
    expect((await listRuns(root)).map(summary)).toEqual([
      'run 20260131T000000Z-a',
      'run 20260201T000000Z-b',
      'run 20260301T000000Z-c',
    ]);
  });

  it('follows links to archives', async () => {
    await symlink(join(FIXTURES, 'version-3'), join(root, 'link'));
    expect((await listRuns(root)).map(({ kind }) => kind)).toEqual(['run']);
  });

  it.each(['version-1', 'sweep', 'rfc2544', 'mlrsearch', 'version-3'])(
    'lists an archive of every version: %s',
    async (fixture) => {
      await cp(join(FIXTURES, fixture), join(root, fixture), { recursive: true });
      const [entry] = await listRuns(root);
      expect(entry?.kind === 'run' && entry.run.results.length).toBeGreaterThan(0);
    },
  );

  it('omits files, and folders that are not archives', async () => {
    await mkdir(join(root, 'empty'));
    await folderWith('notes', 'notes.txt', '');
    await writeFile(join(root, 'run.txt'), '');
    expect(await listRuns(root)).toEqual([]);
  });

  it('lists unreadable archives with the reason, among the others', async () => {
    await addRun('1');
    await folderWith('2', 'run.json', '{"schemaVersion": 3');
    await folderWith('3', 'run.json', '{"schemaVersion": 99}');
    await folderWith('4', 'trials.ndjson', '');
    await folderWith('5', 'run.json', JSON.stringify({ ...runRecord, started: 5 }));
    await folderWith('6', 'set.json', '[]');
    const entries = await listRuns(root);
    expect(entries.map(({ kind }) => kind)).toEqual([
      'run',
      ...['unreadable', 'unreadable', 'unreadable', 'unreadable', 'unreadable'],
    ]);
    expect(reasonIn(entries.slice(2))).toContain('schemaVersion 99');
    expect(reasonIn(entries.slice(3))).toBe('it has no run.json');
    expect(reasonIn(entries.slice(4))).toMatch(/^started: /);
  });

  it('reads only the listed keys of run.json', async () => {
    await folderWith('1', 'run.json', JSON.stringify({ ...runRecord, conformance: 'none' }));
    expect((await listRuns(root)).map(({ kind }) => kind)).toEqual(['run']);
  });

  it('lists a set with its archives', async () => {
    await addRun('set/1', 'one');
    await addRun('set/2', 'two');
    await mkdir(join(root, 'set', '3'));
    await writeFile(join(root, 'set', '3', 'run.json'), '');
    await writeRunSet(join(root, 'set'), {
      ...{ schemaVersion: 1, started: runRecord.started, testbed: null },
      playbooks: [{ playbook: '/x/case-1.yaml', state: 'complete', run: '1' }],
    });
    const [entry] = await listRuns(root);
    expect(entry?.kind === 'set' && entry.runs.map(summary)).toEqual([
      ...['run one', 'run two', 'unreadable 3'],
    ]);
    expect(entry?.kind === 'set' && entry.set.playbooks.length).toBe(1);
  });

  it('lists more archives than the limit of open files', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `run-${1000 + index}`);
    await Promise.all(names.map((name) => addRun(name)));
    expect((await listRuns(root)).map(summary)).toEqual(names.map((name) => `run ${name}`));
  });

  it('fails for a missing folder, and for a file', async () => {
    await expect(listRuns(join(root, 'none'))).rejects.toThrow(UnreadableArchive);
    await expect(listRuns(join(root, 'none'))).rejects.toThrow(/no such folder/);
    await writeFile(join(root, 'file'), '');
    await expect(listRuns(join(root, 'file'))).rejects.toThrow(UnreadableArchive);
  });
});
