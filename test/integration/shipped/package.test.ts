import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const PROGRAM = `import { readRun, readTrials, type RunRecord } from 'vrbench';
export const run: RunRecord = await readRun('folder');
export const count: number = (await readTrials('folder')).trials.length;
// @ts-expect-error: it is text
export const wrong: number = run.testbed;
`;

let folder = '';
/** Where the package is installed, and nothing else. */
let elsewhere = '';

/** What a clone would hold, and the packages it is built with. */
const cloneTo = async (clone: string): Promise<void> => {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const { stdout } = await execa('git', args, { cwd: ROOT });
  const names = stdout.split('\0').filter((name) => name !== '');
  for (const name of names) {
    await mkdir(dirname(join(clone, name)), { recursive: true });
    // A file that was removed and not yet committed is in the list.
    await cp(join(ROOT, name), join(clone, name)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    });
  }
  await symlink(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-package-'));
  const clone = join(folder, 'clone');
  elsewhere = join(folder, 'elsewhere');
  await mkdir(elsewhere);
  await cloneTo(clone);
  await execa('npm', ['pack', '--pack-destination', folder], { cwd: clone });
  const [archive = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await execa('npm', ['install', ...options, join(folder, archive)], { cwd: elsewhere });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('runs a shipped playbook by its name', async () => {
    const args = ['--no-install', 'vrbench', 'run', '--simulate', 'rfc2544-full'];
    const { stdout } = await execa('npx', args, { cwd: elsewhere, env: { NO_COLOR: '1' } });
    expect(stdout).toContain('archive: results/');
    const [run = '', ...others] = await readdir(join(elsewhere, 'results'));
    expect(others).toEqual([]);
    const page = await readFile(join(elsewhere, 'results', run, 'report.html'), 'utf8');
    expect(page).toMatch(/<svg.*<script>.*<\/script><\/body><\/html>\n$/s);
  });

  it('has types for those who read results', async () => {
    await writeFile(join(elsewhere, 'program.mts'), PROGRAM);
    const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2023'];
    const { stdout } = await execa(tsc, [...options, 'program.mts'], {
      cwd: elsewhere,
      reject: false,
    });
    expect(stdout).toBe('');
  });

  it('holds what labs and machines are set up from', async () => {
    const at = (name: string) => readFile(join(elsewhere, 'node_modules', 'vrbench', name), 'utf8');
    for (const name of [
      'kernel-patch/napi-macvlan/macvlan.patch',
      'kernel-patch/softnic/Makefile',
      'kernel-patch/frame-sink/Makefile',
      'src/lab/profile/instructions.c',
      'testbeds/testbed.schema.json',
      'playbooks/playbook.schema.json',
      'CHANGELOG.md',
      'docs/README.md',
    ]) {
      expect(await at(name), name).not.toBe('');
    }
    const map = JSON.parse(await at('dist/index.js.map')) as { sourcesContent: string[] };
    expect(map.sourcesContent[0]).toContain('export { readRun');
  });
});
