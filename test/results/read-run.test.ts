import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { forwardingRate, frameLossRatio, offeredLoad } from '../../src/model/trial.js';
import { UnreadableArchive } from '../../src/results/archive-failure.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import type { RunRecord } from '../../src/results/schema.js';
import { measuredRecords, type MeasuredRecord } from '../measured.js';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/results/${name}`, import.meta.url));

const archive = async (name: string) => {
  const [run, { trials, torn }] = await Promise.all([
    readRun(fixture(name)),
    readTrials(fixture(name)),
  ]);
  return { run, trials: measuredRecords(trials), torn };
};

const text = (name: string, file: string): Promise<string> =>
  readFile(join(fixture(name), file), 'utf8');

/** Every load with figures in a run. */
const loadsOf = ({ results }: RunRecord) =>
  results.flatMap(({ result }) =>
    result.test === 'load-sweep' || result.test === 'frame-loss-rate' ? [...result.loads] : [],
  );

/** Compares the figures of a load with its trials. */
const expectFigures = (
  { trials, validTrials, figures }: ReturnType<typeof loadsOf>[number],
  all: readonly MeasuredRecord[],
): void => {
  const valid = all
    .filter(({ sequence }) => trials.includes(sequence))
    .filter(({ result }) => result.validity.state === 'valid');
  expect(validTrials).toBe(valid.length);
  const median = valid.find(({ sequence }) => sequence === figures?.medianTrial)?.result;
  if (figures === null || median === undefined) {
    expect(valid).toEqual([]);
    return;
  }
  const rates = valid.map(({ result }) => forwardingRate(result));
  expect(figures.leastForwardingRate).toBe(Math.min(...rates));
  expect(figures.greatestForwardingRate).toBe(Math.max(...rates));
  expect(figures.forwardingRate).toBe(forwardingRate(median));
  expect(figures.lossRatio).toBe(frameLossRatio(median));
  const below = rates.filter((rate) => rate < figures.forwardingRate).length;
  const above = rates.filter((rate) => rate > figures.forwardingRate).length;
  expect(below).toBeLessThanOrEqual(Math.floor((rates.length - 1) / 2));
  expect(above).toBeLessThanOrEqual(Math.ceil((rates.length - 1) / 2));
};

describe('an archive of version 3', () => {
  it('is read as it was written', async () => {
    const { run, trials, torn } = await archive('version-3');
    const written = JSON.parse(await text('version-3', 'run.json')) as typeof run;
    // Rows of earlier versions of vrbench are tested separately.
    expect({ ...run, conformance: [] }).toEqual({ ...written, conformance: [] });
    const lines = (await text('version-3', 'trials.ndjson')).trimEnd().split('\n');
    expect(trials).toEqual(lines.map((line): unknown => JSON.parse(line)));
    expect(torn).toBe(false);
  });

  it('has figures of each load, and says when each trial started and ended', async () => {
    const { run, trials } = await archive('version-3');
    const loads = loadsOf(run);
    expect(loads.length).toBeGreaterThan(3);
    for (const load of loads) expectFigures(load, trials);
    for (const { started, ended } of trials) {
      expect(Date.parse(started ?? '')).toBeLessThanOrEqual(Date.parse(ended));
    }
  });
});

describe('an archive of version 2', () => {
  it.each(['sweep', 'rfc2544', 'mlrsearch'])('is read as one of version 3: %s', async (name) => {
    const { run, trials } = await archive(name);
    expect(await text(name, 'run.json')).toContain('"schemaVersion": 2');
    expect(run.schemaVersion).toBe(3);
    expect(run.routers).toEqual({ count: 1, ports: 'shared', interfaces: 1 });
    expect(run.results.length).toBeGreaterThan(0);
    for (const { started, ended } of trials) {
      expect(started).toBeNull();
      expect(Date.parse(ended)).toBeGreaterThan(0);
    }
  });

  it.each(['sweep', 'rfc2544'])('has figures of each load from its trials: %s', async (name) => {
    const { run, trials } = await archive(name);
    const loads = loadsOf(run);
    expect(loads.length).toBeGreaterThan(1);
    for (const load of loads) expectFigures(load, trials);
  });

  it('gets the current names', async () => {
    const { run, trials } = await archive('rfc2544');
    const before = await text('rfc2544', 'trials.ndjson');
    expect(before).toContain('"begun"');
    expect(trials.flatMap(({ result }) => result.reset ?? [])[0]).toMatchObject({
      startedAt: expect.any(Number) as unknown,
      finishedAt: expect.any(Number) as unknown,
      recovered: expect.any(Boolean) as unknown,
    });
    const outcomeOf = (test: string): unknown => {
      const found = run.results.find(({ result }) => result.test === test)?.result;
      return found !== undefined && 'outcome' in found ? found.outcome : undefined;
    };
    for (const test of ['back-to-back', 'system-recovery', 'reset']) {
      expect(outcomeOf(test)).toMatchObject({ lowerBoundOnly: expect.any(Number) as unknown });
    }
    expect(outcomeOf('system-recovery')).toMatchObject({
      accuracy: expect.any(Number) as unknown,
    });
  });

  it('has the loads that were offered at the bounds of a search', async () => {
    const { run, trials } = await archive('mlrsearch');
    const goals = run.results.flatMap(({ result }) =>
      result.test === 'mlrsearch' ? result.goals : [],
    );
    const bounds = goals.flatMap((goal) => ('lower' in goal && goal.lower ? [goal.lower] : []));
    expect(bounds.length).toBeGreaterThan(0);
    for (const bound of bounds) {
      const offered = trials
        .filter(({ sequence }) => bound.trials.includes(sequence))
        .map(({ result }) => offeredLoad(result));
      // The fixture does not have all trials of the run.
      expect(bound.offeredLoad).toBe(offered.length === 0 ? bound.load : Math.min(...offered));
    }
  });
});

describe('an archive of version 1', () => {
  it('is read as one of version 3, with figures of each load', async () => {
    const { run, trials } = await archive('version-1');
    expect(await text('version-1', 'run.json')).toContain('"schemaVersion": 1');
    expect(run.schemaVersion).toBe(3);
    expect(loadsOf(run).length).toBeGreaterThan(3);
    for (const load of loadsOf(run)) expectFigures(load, trials);
  });
});

describe('an archive that cannot be read', () => {
  const withRun = async (run: string, read: (folder: string) => Promise<unknown>) => {
    const folder = await mkdtemp(join(tmpdir(), 'vrbench-version-'));
    try {
      await writeFile(join(folder, 'run.json'), run);
      await writeFile(join(folder, 'trials.ndjson'), '');
      return await read(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  it.each([readRun, readTrials])(
    'of another version names it and those known (%#)',
    async (read) => {
      const failure = withRun('{ "schemaVersion": 4 }', read);
      await expect(failure).rejects.toThrow(UnreadableArchive);
      await expect(failure).rejects.toThrow(
        /run\.json: schemaVersion 4; this vrbench reads versions 1, 2, 3/,
      );
    },
  );

  it('is not one of vrbench if it has no version', async () => {
    await expect(withRun('{}', readRun)).rejects.toThrow(/run\.json: schemaVersion: /);
  });
});
