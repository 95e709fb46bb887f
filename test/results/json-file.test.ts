import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnreadableArchive } from '../../src/results/archive-failure.js';
import { readJson } from '../../src/results/json-file.js';
import { readRun } from '../../src/results/read-run.js';
import { readRunSet } from '../../src/results/run-set.js';
import { runRecord } from './record.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-json-'));
});
afterEach(() => rm(folder, { recursive: true }));

const whole = JSON.stringify(runRecord, null, 2);

/** What reading a file throws. */
const failureOf = async (reading: Promise<unknown>): Promise<UnreadableArchive> => {
  const thrown: unknown = await reading.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof UnreadableArchive) return thrown;
  throw new Error(`no UnreadableArchive: ${String(thrown)}`);
};

describe('a file of an archive that is not JSON', () => {
  it.each([
    ['a missing comma', whole.replace(',', ''), 'line 3, column 3'],
    ['a missing quote', whole.replace('"runId"', 'runId"'), 'line 3, column 3'],
    ['another word', whole.replace('"started": "', '"started": x"'), 'line 4, column 14'],
    ['one that was cut off', whole.slice(0, 30), 'line 3, column 7'],
    ['none', '', 'line 1, column 1'],
  ])('is named with line and column: %s', async (_, text, place) => {
    await writeFile(join(folder, 'run.json'), text);
    const { facts } = await failureOf(readRun(folder));
    expect(facts.attempted).toBe(`reading ${join(folder, 'run.json')}`);
    expect(facts.got).toMatch(new RegExp(`^not JSON at ${place}: `));
  });

  it('may belong to a set', async () => {
    await writeFile(join(folder, 'set.json'), '{\n  "schemaVersion": 1\n');
    const { facts } = await failureOf(readRunSet(folder));
    expect(facts.got).toBe('not JSON at line 3, column 1: unexpected end of text');
  });
});

describe('readJson', () => {
  it('returns the value', async () => {
    await writeFile(join(folder, 'run.json'), whole);
    expect(await readJson(join(folder, 'run.json'))).toEqual(runRecord);
  });

  it('gives a remedy if the file is missing', async () => {
    const { facts } = await failureOf(readJson(join(folder, 'none'), 'name another'));
    expect([facts.got, facts.remedy]).toEqual(['no such file', 'name another']);
    expect((await failureOf(readRunSet(folder))).facts.remedy).toBeUndefined();
  });
});
