import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OutputStream } from '../../../../src/cli/output/output-stream.js';
import { compareVerb } from '../../../../src/cli/verbs/archives/compare.js';
import { UnreadableArchive } from '../../../../src/results/archive-failure.js';
import { driftingRecords, EMULATED, type DriftingRun } from '../../../comparison/drifting-runs.js';
import { keptStream } from '../../output/stream.js';

let folder = '';

/** Archives a run, as `vrbench run` leaves it. @returns its folder */
const archived = async (name: string, setting: DriftingRun): Promise<string> => {
  const own = join(folder, name);
  const { run, trials } = driftingRecords(setting);
  await mkdir(own);
  await writeFile(join(own, 'run.json'), JSON.stringify({ ...run, runId: name, playbook: 'p' }));
  const lines = trials.map((trial) => JSON.stringify(trial));
  await writeFile(join(own, 'trials.ndjson'), `${lines.join('\n')}\n`);
  return own;
};

const compare = async (...words: readonly string[]) => {
  const [out, err] = [keptStream({}), keptStream({})];
  const io = {
    out: new OutputStream(out.stream),
    err: new OutputStream(err.stream),
    signal: new AbortController().signal,
  };
  let error: unknown;
  try {
    await compareVerb(io)
      .exitOverride()
      .parseAsync([...words], { from: 'user' });
  } catch (caught) {
    error = caught;
  }
  const { exitCode } = process;
  process.exitCode = undefined;
  return { out: out.text(), err: err.text(), exitCode, error };
};

describe('vrbench compare', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-compare-'));
    await archived('20260101T000000Z-a', { seed: 1 });
    await archived('20260102T000000Z-b', { seed: 2, rate: 630_000 });
    await archived('20260103T000000Z-c', { seed: 3, environment: EMULATED });
  });
  afterAll(() => rm(folder, { recursive: true }));
  beforeEach(() => {
    process.exitCode = undefined;
  });

  const [a, b, c] = ['20260101T000000Z-a', '20260102T000000Z-b', '20260103T000000Z-c'];

  it('shows what changed, with the differences of the runs above it', async () => {
    const { out, exitCode } = await compare(join(folder, a), join(folder, b));
    expect(out).toContain('regressed: napi-macvlan, 64 bytes: forwarding rate at 1000 kpps -');
    expect(out.indexOf('What the runs differ in')).toBeGreaterThan(0);
    expect(out.indexOf('What the runs differ in')).toBeLessThan(out.indexOf('Changes from A to B'));
    expect(exitCode).toBe(0);
  });

  it('finds runs by their names in the results, and by when they were made', async () => {
    const named = await compare(a, b, '-r', folder, '--json');
    const last = await compare('last~2', 'last~1', '-r', folder, '--json');
    expect(last.out).toBe(named.out);
    expect(JSON.parse(named.out)).toMatchObject({ a: { runId: a }, b: { runId: b } });
    const { error } = await compare('nothing', b, '-r', folder);
    expect(String(error)).toContain('looking for the run nothing: no such run');
    expect(String((await compare('last~9', b, '-r', folder)).error)).toContain('has 3 runs');
  });

  it('exits with 6 if a figure is worse by more than the threshold', async () => {
    const worse = await compare(a, b, '-r', folder, '--threshold', '2%');
    expect(worse.exitCode).toBe(6);
    expect(worse.err).toContain('figures that are worse by more than 2 %: ');
    expect((await compare(a, b, '-r', folder, '--threshold', '20%')).exitCode).toBe(0);
    expect((await compare(b, a, '-r', folder, '--threshold', '2%')).exitCode).toBe(0);
    expect((await compare(a, b, '-r', folder, '--threshold', 'two')).error).toBeInstanceOf(Error);
  });

  it('shows runs that cannot be compared, and fails', async () => {
    const { out, error } = await compare(a, c, '-r', folder);
    expect(out).toContain('not comparable: metal against emulated (tcg)');
    expect(out).toContain('cannot tell');
    expect(String(error)).toContain('no figures of them are comparable');
  });

  it('omits a truncated line of the journal, and says so', async () => {
    const own = await archived('20260104T000000Z-d', { seed: 4 });
    const file = join(own, 'trials.ndjson');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, -20));
    const { out, err } = await compare(join(folder, a), own);
    expect(err).toContain("the journal's last line is truncated");
    expect(out).toContain('B against A');
    await rm(own, { recursive: true });
  });

  it('compares what can be read of a journal that is damaged, says so, and exits with 3', async () => {
    const own = await archived('20260104T000000Z-e', { seed: 4 });
    await appendFile(join(own, 'trials.ndjson'), '{}\n');
    const { out, err, exitCode } = await compare(join(folder, a), own, '--threshold', '50%');
    expect(err).toContain('trials.ndjson');
    expect(out).toContain('B against A');
    expect(exitCode).toBe(3);
    await rm(own, { recursive: true });
  });

  it('fails if one has no run.json, and says so once', async () => {
    const own = await archived('bare', { seed: 1 });
    await rm(join(own, 'run.json'));
    const { err, error } = await compare(join(folder, a), own);
    expect(error).toBeInstanceOf(UnreadableArchive);
    expect(String(error)).toContain('run.json: no such file');
    expect(err).toBe('');
    await rm(own, { recursive: true });
  });

  it('writes a page', async () => {
    const file = join(folder, 'page.html');
    await compare(a, b, '-r', folder, '--html', file);
    expect(await readFile(file, 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('follows figures over the runs of a folder', async () => {
    const { out, error } = await compare('--history', folder, '--quantity', 'forwarding-rate');
    expect(error).toBeUndefined();
    expect(out).toContain('Runs: 3, figures: 4, changes: none seen');
    const unlocated = await compare('--history', folder, '--quantity', 'unlocated', '--json');
    expect(JSON.parse(unlocated.out)).toHaveLength(4);
    const none = await compare('--history', folder, '--test', 'reset');
    expect(String(none.error)).toContain('none of 3 runs measured that: reset');
  });

  it('takes two runs, or a folder', async () => {
    expect((await compare(a)).error).toBeInstanceOf(Error);
    expect((await compare(a, b, '--history', folder)).error).toBeInstanceOf(Error);
  });
});
