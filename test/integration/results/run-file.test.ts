import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readRun, readTrials } from '../../../src/results/read-run.js';
import { vrbench } from '../../cli/vrbench.js';
import { manyTrials, onlyRun, ROOT } from '../cli/many-trials.js';

const PLAYBOOK = 'playbooks/rfc2544-short.yaml';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vrbench-full-'));
});
afterAll(() => rm(root, { recursive: true }));

/** A run with its results on a file system of this many KiB, which is unmounted after the checks. */
const onDisk = async <Result>(
  size: number,
  look: (ended: Awaited<ReturnType<typeof vrbench>>, run: string | undefined) => Promise<Result>,
): Promise<Result> => {
  const disk = join(root, `${size}`);
  await mkdir(disk);
  await execa('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'none', disk]);
  try {
    const ended = await vrbench(['run', '--simulate', PLAYBOOK, '-r', join(disk, 'results')]);
    return await look(ended, await onlyRun(join(disk, 'results')));
  } finally {
    await execa('umount', [disk]);
  }
};

/** The numbers of the trials that a run reported as ended. */
const reported = (stderr: string): readonly number[] =>
  [...stderr.matchAll(/^\d\d:\d\d:\d\d {3}trial (\d+) /gm)].map(([, number]) => Number(number));

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)('a disk that is full', () => {
  it('before the start of the run leaves nothing, and says what is missing', async () => {
    await onDisk(8, (ended, run) => {
      expect(ended.exitCode).toBe(1);
      expect(ended.stderr).toMatch(/no space is left: \d+ bytes were to be written, \d+ are free/);
      expect(run).toBeUndefined();
      return Promise.resolve();
    });
  });

  // So that each kind of write runs out of space once: a trial, a result, the reserve.
  it.each([24, 28, 32, 36, 40, 48, 60, 72, 88])(
    'with %i KiB loses no trial that was reported, and the archive says why it failed',
    async (size) => {
      await onDisk(size, async ({ exitCode, stderr }, run = '') => {
        expect(exitCode).toBe(1);
        const { trials, torn } = await readTrials(run);
        expect(torn).toBe(false);
        expect(trials.map(({ sequence }) => sequence)).toEqual(reported(stderr));
        const said =
          /writing \S+: no space is left: \d+ bytes were to be written, \d+ are free(; the (\d+ trials|trial) before it (are|is) archived)?\n {2}fix: free space/;
        expect(stderr).toMatch(said);
        const { state } = await readRun(run);
        expect(state.state === 'failed' ? state.message : state.state).toMatch(said);
      });
    },
  );

  it('does not occur in a run that fits', async () => {
    await onDisk(400, async ({ exitCode }, run = '') => {
      expect(exitCode).toBe(0);
      expect((await readRun(run)).state).toEqual({ state: 'complete' });
    });
  });
});

describe('a file at its size limit', () => {
  it('ends the run, with the reason in its archive', async () => {
    await using many = await manyTrials();
    const limited = 'ulimit -f 24; exec "$@"';
    const { exitCode, stderr } = await execa('bash', ['-c', limited, 'bash', ...many.argv], {
      cwd: ROOT,
      reject: false,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /trials\.ndjson: the file would be longer than the limit; the \d+ trials/,
    );
    const run = (await onlyRun(many.results)) ?? '';
    expect((await readRun(run)).state.state).toBe('failed');
    expect((await readTrials(run)).trials).toHaveLength(reported(stderr).length);
  });
});

describe('an archive', () => {
  it.each([
    ['deleted', (run: string) => rm(run, { recursive: true, maxRetries: 20, retryDelay: 10 })],
    ['moved', (run: string) => rename(run, `${run}-elsewhere`)],
  ])('that is %s during the run is reported', async (_, change) => {
    await using many = await manyTrials(1000);
    const [program, ...argv] = many.argv;
    const running = execa(program, argv, { cwd: ROOT, reject: false });
    await vi.waitFor(
      async () => {
        expect(await many.journaled()).toBeGreaterThan(5);
      },
      { timeout: 50_000, interval: 50 },
    );
    await change((await onlyRun(many.results)) ?? '');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/writing to the archive .*: it was deleted or moved during the run/);
    expect(stderr).toContain('run.json does not record how the run ended');
    // Nothing there can be shown or resumed.
    expect(stderr).not.toMatch(/was not written|no such file|to resume/);
  });
});
