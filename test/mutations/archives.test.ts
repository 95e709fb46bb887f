import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../src/model/failure.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { captured } from './parsers/captured.js';
import { runs } from './runs.js';
import { mutated } from './text.js';

const ARCHIVES = ['version-3', 'rfc2544', 'sweep', 'mlrsearch'];
const FILES = ['run.json', 'trials.ndjson'] as const;

describe('an archive that was changed', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-mutations-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** What is thrown by reading an archive of these texts, where it is not a Failure. */
  const wrongError = async (texts: Readonly<Record<string, string>>): Promise<unknown> => {
    for (const file of FILES) await writeFile(join(folder, file), texts[file] ?? '');
    const read = await Promise.allSettled([readRun(folder), readTrials(folder)]);
    const reasons = read.flatMap((each): unknown[] =>
      each.status === 'rejected' ? [each.reason] : [],
    );
    return reasons.find((reason) => !(reason instanceof Failure));
  };

  it.each(ARCHIVES.flatMap((archive) => FILES.map((file) => ({ archive, file }))))(
    'is read or refused: $file of $archive',
    async ({ archive, file }) => {
      const texts = Object.fromEntries(
        FILES.map((each) => [each, captured(`results/${archive}/${each}`)]),
      );
      expect(await wrongError(texts)).toBeUndefined();
      await fc.assert(
        fc.asyncProperty(mutated(texts[file] ?? ''), async (text) => {
          expect(await wrongError({ ...texts, [file]: text })).toBeUndefined();
        }),
        runs(10),
      );
    },
  );

  it.each([
    ['deep nesting', '['.repeat(200_000)],
    ['deep nesting in a member', `{"schemaVersion":3,"testbed":${'{"a":'.repeat(100_000)}`],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a version of its own', '{"schemaVersion":"__proto__"}'],
  ])('is refused with its file where run.json is %s', async (_, text) => {
    await writeFile(join(folder, 'run.json'), text);
    await expect(readRun(folder)).rejects.toThrow(/run\.json/);
    await expect(readTrials(folder)).rejects.toBeInstanceOf(Failure);
  });
});
