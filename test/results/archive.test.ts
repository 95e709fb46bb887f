import { appendFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/model/failure.js';
import { createArchive } from '../../src/results/archive.js';
import { UnreadableArchive } from '../../src/results/archive-failure.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { runIdOf } from '../../src/results/run-id.js';
import { brokenRecord, runRecord, trialRecord } from './record.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vrbench-archive-'));
});
afterEach(() => rm(root, { recursive: true }));

const inputs = { testbed: 'name: virtual-lab\n', playbook: 'name: quickstart\n' };
const create = (id = runRecord.runId) => createArchive(join(root, 'results'), id, inputs);

describe('an archive', () => {
  it('is read back as written, with its inputs', async () => {
    await using archive = await create();
    const trials = [trialRecord(1, [10_000, 10_000]), trialRecord(2, [20_000, 15_000])];
    await archive.writeRun({ ...runRecord, state: { state: 'running' }, ended: null });
    for (const trial of trials) await archive.appendTrial(trial);
    await archive.addInput('napi-macvlan.patch', '--- a\n+++ b\n');
    await archive.writeRun(runRecord);

    expect(await readRun(archive.folder)).toEqual(runRecord);
    expect(await readTrials(archive.folder)).toEqual({ trials, torn: false });
    expect((await readdir(archive.folder)).sort()).toEqual([
      'inputs',
      'lock-1.json',
      'run.json',
      'trials.ndjson',
    ]);
    expect(await readFile(join(archive.folder, 'inputs/testbed.yaml'), 'utf8')).toBe(
      inputs.testbed,
    );
    expect((await readdir(join(archive.folder, 'inputs'))).sort()).toEqual([
      'napi-macvlan.patch',
      'playbook.yaml',
      'testbed.yaml',
    ]);
  });

  it('keeps trials without figures, and kernel logs', async () => {
    await using archive = await create();
    const trials = [brokenRecord(1), trialRecord(2, [20_000, 15_000])];
    for (const trial of trials) await archive.appendTrial(trial);
    await archive.writeRun(runRecord);
    expect(await readTrials(archive.folder)).toEqual({ trials, torn: false });
    for (const machine of ['dut', 'sink']) {
      await archive.addKernelLog(`trial-1-${machine}.log`, `${machine} says\n`);
    }
    const log = join(archive.folder, 'kernel-logs', 'trial-1-sink.log');
    expect(await readFile(log, 'utf8')).toBe('sink says\n');
  });

  it('never shares a folder', async () => {
    await using one = await create();
    await using two = await create();
    await using three = await create();
    expect([one, two, three].map(({ runId }) => runId)).toEqual([
      runRecord.runId,
      `${runRecord.runId}-2`,
      `${runRecord.runId}-3`,
    ]);
  });

  it('says where it could not be created', async () => {
    await writeFile(join(root, 'results'), 'a file in the way');
    const failure = create();
    await expect(failure).rejects.toThrow(Failure);
    await expect(failure).rejects.toThrow(/creating the archive of the run on .*results/);
  });

  it('is readable at any moment while run.json is replaced', async () => {
    await using archive = await create();
    await archive.writeRun(runRecord);
    const progress = { writing: true };
    const writes = (async () => {
      for (let length = 1; length <= 50_000; length += 1_000) {
        await archive.writeRun({ ...runRecord, playbook: 'p'.repeat(length) });
      }
      progress.writing = false;
    })();
    let reads = 0;
    while (progress.writing) {
      expect((await readRun(archive.folder)).runId).toBe(runRecord.runId);
      reads += 1;
    }
    await writes;
    expect(reads).toBeGreaterThan(0);
  });
});

describe('reading an archive', () => {
  it('skips a truncated last line', async () => {
    await using archive = await create();
    await archive.writeRun(runRecord);
    const whole = trialRecord(1, [10, 10]);
    await archive.appendTrial(whole);
    const line = JSON.stringify(trialRecord(2, [10, 10]));
    await appendFile(join(archive.folder, 'trials.ndjson'), line.slice(0, 100));
    expect(await readTrials(archive.folder)).toEqual({ trials: [whole], torn: true });
  });

  it('names the line of any other damage', async () => {
    await using archive = await create();
    await archive.writeRun(runRecord);
    await archive.appendTrial(trialRecord(1, [10, 10]));
    await appendFile(join(archive.folder, 'trials.ndjson'), '{"sequence": 2\n');
    await archive.appendTrial(trialRecord(3, [10, 10]));
    await expect(readTrials(archive.folder)).rejects.toThrow(
      /trials\.ndjson:2: not JSON at column 15: /,
    );
  });

  it('names the position of an impossible value', async () => {
    await using archive = await create();
    const text = JSON.stringify({
      ...runRecord,
      results: [{ ...runRecord.results[0], colour: 1 }],
    });
    await writeFile(
      join(archive.folder, 'run.json'),
      text.replace('"test":"load-sweep"', '"test":"lod"'),
    );
    const failure = readRun(archive.folder);
    await expect(failure).rejects.toThrow(UnreadableArchive);
    await expect(failure).rejects.toThrow(/run\.json: results\[0\]\.result/);
    await expect(failure).rejects.toThrow(/colour/);
  });

  it('rejects counts that are not integers', async () => {
    await using archive = await create();
    await archive.writeRun(runRecord);
    const line = JSON.stringify(trialRecord(1, [10, 10])).replace('"offered":10', '"offered":10.5');
    await writeFile(join(archive.folder, 'trials.ndjson'), `${line}\n`);
    await expect(readTrials(archive.folder)).rejects.toThrow(/:1: result\.counts\.offered: /);
  });

  it('says what is missing in a folder that is not an archive', async () => {
    await expect(readRun(root)).rejects.toThrow(/run\.json: no such file\n {2}fix: give a run/);
    await expect(readTrials(root)).rejects.toThrow(UnreadableArchive);
  });
});

describe('run id', () => {
  it('sorts by time', () => {
    const early = runIdOf(new Date('2026-01-31T10:15:00.999Z'), 'quickstart', '3fa901');
    expect(early).toBe('20260131T101500Z-quickstart-3fa901');
    expect(runIdOf(new Date('2026-01-31T10:15:01Z'), 'a') > early).toBe(true);
  });
});
