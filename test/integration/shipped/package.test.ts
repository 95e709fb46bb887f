import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What reads a run, in TypeScript that is JavaScript but for types and what has to be an error. */
const PROGRAM = `import { readRun, readTrials, UnreadableArchive, type RunRecord, type TrialRecord } from 'vrbench';
// The types of the package need none of Node.js.
declare const process: { readonly argv: readonly string[] };
declare const console: { log(text: string): void };
const folder = process.argv[2] ?? '';
const run: RunRecord = await readRun(folder);
const { trials, torn } = await readTrials(folder);
const received = (trial: TrialRecord): number => trial.result.counts?.receivedBySink ?? 0;
const rates: number[] = run.results.flatMap(({ result }) =>
  result.test === 'throughput' && result.outcome.state === 'found'
    ? [result.outcome.lower.offeredLoad]
    : [],
);
// @ts-expect-error: it is text
export const wrong: number = run.testbed;
// @ts-expect-error: a trial without figures has none
export const counts = trials[0]?.result.counts.offered;
const missing = await readRun('none').catch((error: unknown) => error instanceof UnreadableArchive);
const frames: number = trials.reduce((sum, trial) => sum + received(trial), 0);
console.log(JSON.stringify({ id: run.runId, trials: trials.length, torn, rates, frames, missing }));
`;

let folder = '';
/** Where the package is installed, and nothing else. */
let elsewhere = '';
/** What a run of the installed package printed. */
let shown = '';

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
  const run = ['--no-install', 'vrbench', 'run', '--simulate', 'rfc2544-full'];
  shown = (await execa('npx', run, { cwd: elsewhere, env: { NO_COLOR: '1' } })).stdout;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The name of the run's archive, beside which there is none. */
const onlyRun = async (): Promise<string> => {
  const [run = '', ...others] = await readdir(join(elsewhere, 'results'));
  expect(others).toEqual([]);
  return run;
};

describe('the package', () => {
  it('runs a shipped playbook by its name', async () => {
    expect(shown).toContain('archive: results/');
    const run = await onlyRun();
    const page = await readFile(join(elsewhere, 'results', run, 'report.html'), 'utf8');
    expect(page).toMatch(/<svg.*<script>.*<\/script><\/body><\/html>\n$/s);
  });

  it('has types for those who read results, and reads them', async () => {
    await writeFile(join(elsewhere, 'program.mts'), PROGRAM);
    const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
    const strict = ['--strict', '--noUncheckedIndexedAccess'];
    const options = [...strict, '--module', 'nodenext', '--target', 'es2023', 'program.mts'];
    const { stdout } = await execa(tsc, options, { cwd: elsewhere, reject: false });
    expect(stdout).toBe('');

    const run = await onlyRun();
    const archive = join('results', run);
    const printed = await execa('node', ['program.mjs', archive], { cwd: elsewhere });
    const read = JSON.parse(printed.stdout) as Record<'trials' | 'frames', number> & {
      readonly rates: readonly number[];
    };
    expect(read).toMatchObject({ id: run, torn: false, missing: true });
    const journal = await readFile(join(elsewhere, archive, 'trials.ndjson'), 'utf8');
    expect(read.trials).toBe(journal.trimEnd().split('\n').length);
    expect(read.frames).toBeGreaterThan(0);
    expect(read.rates.length).toBeGreaterThan(0);
    for (const rate of read.rates) expect(rate).toBeGreaterThan(0);
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
