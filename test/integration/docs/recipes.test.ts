import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LabProcessors, TrialResult } from '../../../src/model/trial.js';
import { nanoseconds, seconds } from '../../../src/model/units.js';
import type { TrialRecord } from '../../../src/results/schema.js';
import { vrbench } from '../../cli/vrbench.js';
import { routersRun } from '../../report/routers-run.js';
import { brokenRecord, trialRecord } from '../../results/record.js';
import type { MeasuredRecord } from '../../measured.js';

vi.setConfig({ hookTimeout: 60_000 });

const DOCUMENT = fileURLToPath(new URL('../../../docs/results.md', import.meta.url));

const recipes = (await readFile(DOCUMENT, 'utf8'))
  .split('\n')
  .filter((line) => line.startsWith('    jq '))
  .map((line) => line.trim());

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
  const lines = trials.map((trial) => `${JSON.stringify(trial)}\n`);
  await writeFile(join(folder, name, 'trials.ndjson'), lines.join(''));
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
