import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { linesOf, type Line } from '../../../src/results/journal/lines.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-lines-'));
  file = join(folder, 'trials.ndjson');
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  for await (const line of linesOf(file)) lines.push(line);
  return lines;
};

it('reads lines of any length, with their positions in bytes', async () => {
  const long = 'é'.repeat(100_000);
  await writeFile(file, `one\n\n${long}\nlast`);
  expect(await read()).toEqual([
    { text: 'one', offset: 0, length: 3, whole: true },
    { text: '', offset: 4, length: 0, whole: true },
    { text: long, offset: 5, length: 200_000, whole: true },
    { text: 'last', offset: 200_006, length: 4, whole: false },
  ]);
});

it('rejects a line without end', async () => {
  await writeFile(file, 'one\n');
  // Zeros that occupy no space on the disk.
  await truncate(file, 2 ** 40);
  await expect(read()).rejects.toThrow('a line has more than 64 MiB');
});
