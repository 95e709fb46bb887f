import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../many-trials.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-same-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The page of an archive by a process of its own, in a time zone and a locale. */
const pageIn = async (archive: string, TZ: string, LC_ALL: string): Promise<string> => {
  const file = join(folder, `${archive}-${LC_ALL}.html`);
  const argv = ['dist/cli/main.js', 'report', `test/fixtures/results/${archive}`, '--html', file];
  await execa('node', argv, { cwd: ROOT, env: { TZ, LC_ALL, LANG: LC_ALL } });
  return readFile(file, 'utf8');
};

describe('the page of an archive', () => {
  it.each(['rfc2544', 'sweep'])(
    'is the same in any process, time zone and locale: %s',
    async (archive) => {
      const here = await pageIn(archive, 'Pacific/Kiritimati', 'de_DE.UTF-8');
      expect(here.length).toBeGreaterThan(10_000);
      expect(await pageIn(archive, 'America/St_Johns', 'ar_EG.UTF-8')).toBe(here);
    },
  );
});
