import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { vrbench } from '../../cli/vrbench.js';

vi.setConfig({ hookTimeout: 60_000 });

const DOCUMENT = fileURLToPath(new URL('../../../docs/results.md', import.meta.url));

const recipes = (await readFile(DOCUMENT, 'utf8'))
  .split('\n')
  .filter((line) => line.startsWith('    jq '))
  .map((line) => line.trim());

let folder = '';
let run = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-recipes-'));
  await vrbench(['run', '--simulate', 'rfc2544-full', '-r', folder]);
  run = (await readdir(folder))[0] ?? '';
});
afterAll(() => rm(folder, { recursive: true }));

describe('the recipes of docs/results.md', () => {
  it('are found', () => {
    expect(recipes.length).toBeGreaterThan(5);
  });

  it.each(recipes)('%s', async (recipe) => {
    const line = recipe.replaceAll('results/RUN', join(folder, run));
    const { stdout } = await execa('bash', ['-c', line]);
    const answers = stdout.split('\n');
    expect(answers[0]).not.toBe('');
    // A key that is not there is null.
    expect(stdout).not.toMatch(/\bnull\b|^\s*$|\t\t|,,|\t$/m);
  });
});
