import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { journalEnd, openJournal } from '../../../src/results/journal/journal.js';
import { trialRecord } from '../record.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('continues after its complete lines, and drops a truncated one', async () => {
  const file = join(folder, 'trials.ndjson');
  const one = await openJournal(file);
  for (const number of [1, 2]) await one.append(trialRecord(number, [10, 10]));
  await one[Symbol.asyncDispose]();
  const whole = await readFile(file, 'utf8');
  await appendFile(file, '{"sequence":3,"sta');
  const end = await journalEnd(file);
  expect(end).toEqual({ trials: 2, length: whole.length });
  const other = await openJournal(file, end);
  expect(await readFile(file, 'utf8')).toBe(whole);
  await other.append(trialRecord(3, [10, 10]));
  expect(other.trials()).toBe(3);
  await other[Symbol.asyncDispose]();
  expect(await readFile(file, 'utf8')).toBe(
    `${whole}${JSON.stringify(trialRecord(3, [10, 10]))}\n`,
  );
});

it('cannot continue if it does not exist', async () => {
  await expect(openJournal(join(folder, 'none'), { trials: 0, length: 0 })).rejects.toThrow(
    'ENOENT',
  );
});
