import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  forwardingRate,
  hasFigures,
  type LabProcessors,
  type TrialResult,
} from '../../../src/model/trial.js';
import { nanoseconds, seconds } from '../../../src/model/units.js';
import { readTrials } from '../../../src/results/read-run.js';
import type { TrialRecord } from '../../../src/results/schema.js';
import { vrbench } from '../../cli/vrbench.js';
import { routersRun } from '../../report/routers-run.js';
import { brokenRecord, trialRecord } from '../../results/record.js';
import type { MeasuredRecord } from '../../measured.js';

// For a computer that does other things as well.
vi.setConfig({ hookTimeout: 300_000 });

const DOCUMENT = fileURLToPath(new URL('../../../docs/results.md', import.meta.url));

const lines = (await readFile(DOCUMENT, 'utf8')).split('\n');

/** The lines that call a program. */
const callsOf = (name: string): readonly string[] =>
  lines.filter((line) => line.startsWith(`    ${name} `)).map((line) => line.trim());

const recipes = callsOf('jq');

/**
 * Simulated devices have neither streams nor processors, drop for no reason and do not break: these are asked
 * of runs that do.
 */
const OTHER_RUNS: readonly (readonly [part: string, run: string])[] = [
  ['.result.counts == null', 'broken'],
  ['.result.streams', 'two-routers'],
  ['.figures.fairness', 'two-routers'],
  ['.result.processors', 'lab'],
  ['.result.dropReasons', 'traced'],
];
const otherRun = (recipe: string): string | undefined =>
  OTHER_RUNS.find(([part]) => recipe.includes(part))?.[1];

const labTrial = (): MeasuredRecord => {
  const trial = trialRecord(1, [50_000, 50_000]);
  const lab: LabProcessors = {
    duration: seconds(3),
    threads: [{ machine: 'all', thread: 'CPU 0', ran: seconds(3), waited: nanoseconds(50_000) }],
    others: seconds(0.06),
    starved: 0.017,
    worstSecond: 0.018,
    steal: 0,
  };
  const none = nanoseconds(0);
  const machines: NonNullable<TrialResult['processors']>['machines'] = [
    {
      ...{ machine: 'dut', steal: 0, softirq: 0.3, throttled: null, interval: seconds(1) },
      cpus: [
        {
          ...{ cpu: 0, user: none, system: seconds(0.01), irq: none, softirq: seconds(0.3) },
          ...{ steal: none, idle: seconds(0.69) },
        },
      ],
    },
  ];
  return { ...trial, result: { ...trial.result, processors: { machines, lab } } };
};

const tracedTrial = (): MeasuredRecord =>
  trialRecord(1, [100_000, 60_000], {
    dropReasons: {
      state: 'traced',
      drops: [
        {
          ...{ reason: 'CPU_BACKLOG', symbol: 'enqueue_to_backlog', protocol: 0x800 },
          ...{ frames: 40_000, place: 'backlog-queue' },
        },
      ],
      left: 0,
    },
  });

const writeJournal = async (name: string, trials: readonly TrialRecord[]): Promise<void> => {
  await mkdir(join(folder, name));
  const journal = trials.map((trial) => `${JSON.stringify(trial)}\n`);
  await writeFile(join(folder, name, 'trials.ndjson'), journal.join(''));
};

let folder = '';
let run = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-recipes-'));
  await vrbench(['run', '--simulate', 'rfc2544-full', '-r', folder]);
  run = (await readdir(folder))[0] ?? '';
  const routers = routersRun();
  await writeJournal('two-routers', routers.trials);
  await writeFile(join(folder, 'two-routers', 'run.json'), JSON.stringify(routers.run));
  await writeJournal('traced', [tracedTrial()]);
  await writeJournal('lab', [labTrial()]);
  await writeJournal('broken', [trialRecord(1, [10, 10]), brokenRecord(2)]);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the recipes of docs/results.md', () => {
  it('are found', () => {
    expect(recipes.length).toBeGreaterThan(5);
  });

  it.each(recipes)('%s', async (recipe) => {
    const archive = join(folder, otherRun(recipe) ?? run);
    const line = recipe.replaceAll('results/RUN', archive);
    const { stdout } = await execa('bash', ['-c', line]);
    const answers = stdout.split('\n');
    expect(answers[0]).not.toBe('');
    // A key that is not there is null.
    expect(stdout).not.toMatch(/\bnull\b|^\s*$|\t\t|,,|\t$/m);
  });
});

/** The greatest rate of each data plane and frame size, by the journal itself. */
const greatestRates = async (archive: string): Promise<ReadonlyMap<string, number>> => {
  const rates = new Map<string, number>();
  for (const { dataPlane, result } of (await readTrials(archive)).trials) {
    if (!hasFigures(result) || result.validity.state !== 'valid') continue;
    const key = `${dataPlane},${result.request.frameSize}`;
    rates.set(key, Math.max(rates.get(key) ?? 0, forwardingRate(result)));
  }
  return rates;
};

describe('the SQL of docs/results.md', () => {
  beforeAll(async () => {
    const { stdout } = await vrbench(['export', join(folder, run)]);
    await writeFile(join(folder, 'trials.csv'), stdout);
  });

  it.each(callsOf('sqlite3'))('%s', async (recipe) => {
    const { stdout } = await execa('bash', ['-c', recipe], { cwd: folder });
    const [, ...rows] = stdout.split(/\r?\n/);
    const found = rows.map((row) => row.split(/,(?=[^,]*$)/));
    const expected = await greatestRates(join(folder, run));
    expect(expected.size).toBeGreaterThan(5);
    expect(new Set(found.map(([key]) => key))).toEqual(new Set(expected.keys()));
    for (const [key = '', rate] of found)
      expect(Number(rate)).toBeCloseTo(expected.get(key) ?? 0, 3);
  });

  // Debian has no DuckDB: its query is asked of sqlite3, which knows whether the columns are there.
  it.each(callsOf('duckdb'))('%s: has columns that there are', async (recipe) => {
    const [, query = ''] = /^duckdb -c "(.*)"$/.exec(recipe) ?? [];
    const inSqlite = query.replace("read_csv('trials.csv')", 'trials');
    expect(inSqlite).not.toBe(query);
    const args = ['-csv', ':memory:', '.import trials.csv trials', inSqlite];
    const { stdout } = await execa('sqlite3', args, { cwd: folder });
    expect(stdout.split('\n').length).toBe((await greatestRates(join(folder, run))).size);
  });

  it('is found for both', () => {
    expect([callsOf('sqlite3').length, callsOf('duckdb').length]).toEqual([1, 1]);
  });
});
