import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { vrbench } from '../../cli/vrbench.js';

const README = fileURLToPath(new URL('../../../README.md', import.meta.url));

/** Runs and their folders differ in the time they began, and in random digits. */
const timeless = (line: string): string =>
  line.replace(/^\d{8}T\d{6}Z-(.*)-[\da-f]{6}$/, '$1').replace(/^archive: .*$/, 'archive:');

it('README.md shows what a simulated run prints', async () => {
  const [, rest = ''] = (await readFile(README, 'utf8')).split('prints, and archives:\n\n');
  const [block = ''] = rest.split(/\n(?=\S)/, 1);
  const shown = block
    .split('\n')
    .map((line) => line.slice(4))
    .filter((line) => line !== '' && line !== '...');
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-readme-'));
  try {
    const { stdout } = await vrbench(['run', '--simulate', 'rfc2544-full', '-r', folder]);
    const printed = stdout.split('\n').map(timeless);
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.map(timeless).filter((line) => !printed.includes(line))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
