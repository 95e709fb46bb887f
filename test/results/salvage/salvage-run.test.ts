import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { reasonOf } from '../../../src/model/failure.js';
import { readRun, readTrials } from '../../../src/results/read-run.js';
import { salvageRun } from '../../../src/results/salvage/salvage-run.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/results/', import.meta.url));
const folders: string[] = [];

/** A copy of an archive, with a file of it changed. */
const changed = async (
  change: Readonly<Record<string, (text: string) => string | undefined>>,
  name = 'version-3',
): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-salvage-'));
  folders.push(folder);
  await cp(join(FIXTURES, name), folder, { recursive: true });
  for (const [file, to] of Object.entries(change)) {
    const text = to(await readFile(join(folder, file), 'utf8'));
    if (text === undefined) await rm(join(folder, file));
    else await writeFile(join(folder, file), text);
  }
  return folder;
};

const salvaged = async (folder: string) => {
  const { run, trials, torn, faults } = await salvageRun(folder);
  return {
    run,
    numbers: trials.map(({ sequence }) => sequence),
    torn,
    faults: faults.map(reasonOf),
  };
};

const edited =
  (edit: (run: Record<string, unknown>) => unknown) =>
  (text: string): string =>
    JSON.stringify(edit(JSON.parse(text) as Record<string, unknown>));

const lineChanged =
  (at: number, change: (line: string) => string) =>
  (text: string): string =>
    text
      .split('\n')
      .map((line, index) => (index === at ? change(line) : line))
      .join('\n');

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

describe('the readable part of an archive', () => {
  it.each(['version-3', 'sweep', 'rfc2544'])('is all of an intact one: %s', async (name) => {
    const folder = join(FIXTURES, name);
    const { run, trials, faults } = await salvageRun(folder);
    expect(faults).toEqual([]);
    expect(run).toEqual(await readRun(folder));
    expect(trials).toHaveLength((await readTrials(folder)).trials.length);
  });

  it('is its journal if run.json is truncated, missing, or something else', async () => {
    const { numbers } = await salvaged(join(FIXTURES, 'version-3'));
    for (const [to, message] of [
      [(text: string) => text.slice(0, 100), /run\.json[^]*JSON/],
      [() => undefined, /run\.json[^]*no such file/],
      [() => '{"name": "left-pad"}', /run\.json[^]*schemaVersion/],
      [() => 'null', /run\.json/],
    ] as const) {
      const found = await salvaged(await changed({ 'run.json': to }));
      expect(found.run).toBeUndefined();
      expect(found.numbers).toEqual(numbers);
      expect(found.faults).toHaveLength(1);
      expect(found.faults[0]).toMatch(message);
    }
  });

  it('is the known part of a newer version, and the unknown part is named', async () => {
    const newer = edited((run) => ({ ...run, schemaVersion: 4, weather: 'fine' }));
    const found = await salvaged(await changed({ 'run.json': newer }));
    expect(found.run).toEqual(await readRun(join(FIXTURES, 'version-3')));
    expect(found.faults).toEqual([
      expect.stringMatching(/schemaVersion 4, newer than this vrbench; .*ignored: weather/),
    ]);
  });

  it('is the journal of a newer version whose results have another form', async () => {
    const newer = edited((run) => ({ ...run, schemaVersion: 4, results: 'elsewhere' }));
    const found = await salvaged(await changed({ 'run.json': newer }));
    expect(found.run).toBeUndefined();
    expect(found.numbers.length).toBeGreaterThan(0);
    expect(found.faults).toEqual([expect.stringMatching(/schemaVersion 4; this vrbench reads/)]);
  });

  it('excludes a damaged line, which is named', async () => {
    const { numbers } = await salvaged(join(FIXTURES, 'version-3'));
    const cut = lineChanged(1, (line) => line.slice(0, 50));
    const found = await salvaged(await changed({ 'trials.ndjson': cut }));
    expect(found.numbers).toEqual(numbers.toSpliced(1, 1));
    expect(found.torn).toBe(false);
    expect(found.faults).toEqual([expect.stringMatching(/trials\.ndjson:2[^]*not JSON/)]);
  });

  it('includes a line with unknown keys, without those', async () => {
    const { numbers } = await salvaged(join(FIXTURES, 'version-3'));
    const more = lineChanged(
      0,
      edited((trial) => ({ ...trial, mood: 'good' })),
    );
    const found = await salvaged(await changed({ 'trials.ndjson': more }));
    expect(found.numbers).toEqual(numbers);
    expect(found.faults).toEqual([expect.stringMatching(/ignored: mood/)]);
  });

  it('excludes a truncated last line, which is not a fault', async () => {
    const { numbers } = await salvaged(join(FIXTURES, 'version-3'));
    const torn = (text: string): string => text.slice(0, -20);
    const found = await salvaged(await changed({ 'trials.ndjson': torn }));
    expect(found).toMatchObject({ numbers: numbers.slice(0, -1), torn: true, faults: [] });
  });

  it('is run.json if there is no journal, and nothing of a folder without either', async () => {
    const none = await salvaged(await changed({ 'trials.ndjson': () => undefined }));
    expect(none.run?.runId).toBeDefined();
    expect(none.numbers).toEqual([]);
    expect(none.faults).toEqual([expect.stringMatching(/trials\.ndjson: no such file/)]);
    const nothing = await salvaged(join(FIXTURES, 'nowhere'));
    expect(nothing).toMatchObject({ run: undefined, numbers: [] });
    expect(nothing.faults).toHaveLength(2);
  });
});
