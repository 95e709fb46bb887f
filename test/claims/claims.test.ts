import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadClaims } from '../../src/config/load.js';

const PAPER = readFileSync(
  fileURLToPath(new URL('../../claims/open-virtual-routers.yaml', import.meta.url)),
  'utf8',
);

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'vrbench-claims-')), 'claims.yaml');
});
afterEach(() => rm(join(file, '..'), { recursive: true }));

describe('a claims file', () => {
  it.each([
    ['peak: 785 kpps', 'peak: 0 kpps', 'reference.peak'],
    ['    value: 690 kpps', '    value: 0 kpps', 'claims[0].value'],
    ['    value: 690 kpps', '    value: 0', 'claims[0].value'],
  ])('has no rate of 0 that others are divided by: %s as %s', async (old, now, path) => {
    await writeFile(file, PAPER.replace(old, now));
    const place = path.replaceAll(/[[\].]/g, String.raw`\$&`);
    await expect(loadClaims(file)).rejects.toThrow(new RegExp(`:\\d+:\\d+ ${place}: .*0`));
  });
});
