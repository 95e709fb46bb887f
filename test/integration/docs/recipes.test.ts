import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { vrbench } from '../../cli/vrbench.js';
import { routersRun } from '../../report/routers-run.js';

vi.setConfig({ hookTimeout: 60_000 });

const DOCUMENT = fileURLToPath(new URL('../../../docs/results.md', import.meta.url));

const recipes = (await readFile(DOCUMENT, 'utf8'))
  .split('\n')
  .filter((line) => line.startsWith('    jq '))
  .map((line) => line.trim());

/** Simulated devices have no streams: these are asked of a run of two routers. */
const ofStreams = (recipe: string): boolean => recipe.includes('.result.streams');

let folder = '';
let run = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-recipes-'));
  await vrbench(['run', '--simulate', 'rfc2544-full', '-r', folder]);
  run = (await readdir(folder))[0] ?? '';
  await mkdir(join(folder, 'two-routers'));
  const journal = routersRun().trials.map((trial) => `${JSON.stringify(trial)}\n`);
  await writeFile(join(folder, 'two-routers', 'trials.ndjson'), journal.join(''));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the recipes of docs/results.md', () => {
  it('are found', () => {
    expect(recipes.length).toBeGreaterThan(5);
  });

  it.each(recipes)('%s', async (recipe) => {
    const archive = join(folder, ofStreams(recipe) ? 'two-routers' : run);
    const line = recipe.replaceAll('results/RUN', archive);
    const { stdout } = await execa('bash', ['-c', line]);
    const answers = stdout.split('\n');
    expect(answers[0]).not.toBe('');
    // A key that is not there is null.
    expect(stdout).not.toMatch(/\bnull\b|^\s*$|\t\t|,,|\t$/m);
  });
});
