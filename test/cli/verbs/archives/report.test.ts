import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutputStream } from '../../../../src/cli/output/output-stream.js';
import { reportVerb } from '../../../../src/cli/verbs/archives/report.js';
import { UnreadableArchive } from '../../../../src/results/archive-failure.js';
import { keptStream } from '../../output/stream.js';

const V3 = fileURLToPath(new URL('../../../fixtures/results/version-3', import.meta.url));
/** Of version 2. */
const SWEEP = fileURLToPath(new URL('../../../fixtures/results/sweep', import.meta.url));
let folder = '';

const report = async (...words: readonly string[]) => {
  const [out, err] = [keptStream({}), keptStream({})];
  const io = {
    out: new OutputStream(out.stream),
    err: new OutputStream(err.stream),
    signal: new AbortController().signal,
  };
  process.exitCode = undefined;
  await reportVerb(io).parseAsync([...words], { from: 'user' });
  const exitCode = process.exitCode;
  process.exitCode = undefined;
  return { out: out.text(), err: err.text(), exitCode };
};

/** A run.json whose playbook has a threshold of the forwarding rate. */
const withThreshold = (value: number) => (text: string) => {
  const where = { test: 'load-sweep', dataPlane: 'softnet-macvlan', frameSize: 64 };
  const limit = { quantity: 'maximum-forwarding-rate', limit: 'at-least', value };
  return JSON.stringify({ ...(JSON.parse(text) as object), thresholds: [{ ...where, ...limit }] });
};

/** A copy of an archive under a name, with its run.json changed. */
const copied = async (
  name: string,
  change: (text: string) => string,
  from = SWEEP,
): Promise<string> => {
  const own = join(folder, name);
  await cp(from, own, { recursive: true });
  const file = join(own, 'run.json');
  await writeFile(file, change(await readFile(file, 'utf8')));
  return own;
};

describe('vrbench report', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-report-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('shows a run on the terminal, and in each form on standard output', async () => {
    expect((await report(SWEEP)).out).toContain('Load sweep\n----------');
    expect((await report(SWEEP, '--markdown')).out).toMatch(/^# sweep\n/);
    expect((await report(SWEEP, '--csv')).out).toMatch(/^run,figures_from,section,table,.*\r\n/);
    const { out, exitCode } = await report(SWEEP, '--json');
    const value = JSON.parse(out) as { runId: string; sections: { id: string }[] };
    expect([value.runId, value.sections[0]?.id]).toEqual(['sweep', 'load-sweep']);
    expect(exitCode).toBe(0);
  });

  it('writes a page and figures, and prints nothing then', async () => {
    const page = join(folder, 'run.html');
    const { out, err } = await report(SWEEP, '--html', page, '--svg', join(folder, 'figures'));
    expect(out).toBe('');
    expect(err).toContain(`written: ${page}`);
    expect(await readFile(page, 'utf8')).toMatch(/^<!doctype html>/i);
    const figures = await readdir(join(folder, 'figures'));
    expect(figures.length).toBeGreaterThan(1);
    for (const name of figures) expect(name).toMatch(/\.svg$/);
  });

  it('shows the trials of a run whose run.json is damaged, says so, and exits with 3', async () => {
    const { out, err, exitCode } = await report(await copied('cut', (text) => text.slice(0, 99)));
    expect(out).toContain('figures: not known');
    expect(out).toContain('Not all is shown: reading');
    expect(out).toContain('Trials of a procedure that did not end');
    expect(err).toMatch(/vrbench: reading .*run\.json/);
    expect(exitCode).toBe(3);
  });

  it('shows others if one cannot be read, and the known parts of a newer one', async () => {
    const newer = await copied('newer', (text) =>
      text.replace(/"schemaVersion": *\d+/, '"schemaVersion": 9'),
    );
    const { out, err, exitCode } = await report(SWEEP, newer, join(folder, 'nowhere'));
    expect(out.match(/^.*: Load sweep$/gm)?.length).toBeGreaterThan(0);
    expect(err).toMatch(/nowhere\/run\.json: no such file/);
    expect(err).toMatch(/schemaVersion 9/);
    expect(exitCode).toBe(3);
  });

  it('shows all runs of a set, with the claims judged by all', async () => {
    await copied('one', (text) => text);
    await copied('other', (text) => text.replace('"runId": "sweep"', '"runId": "second"'));
    const entry = { playbook: 'a.yaml', state: 'complete' };
    const playbooks = ['one', 'other'].map((run) => ({ ...entry, run }));
    const set = { schemaVersion: 1, started: '2026-01-31T10:15:00.000Z', testbed: null, playbooks };
    await writeFile(join(folder, 'set.json'), JSON.stringify(set));
    const { out, exitCode } = await report(folder, '--json');
    const { sections } = JSON.parse(out) as { sections: { id: string }[] };
    const sweeps = sections.filter(({ id }) => id.endsWith('load-sweep'));
    expect(sweeps.map(({ id }) => id)).toEqual(['run-1-load-sweep', 'run-2-load-sweep']);
    expect(exitCode).toBe(0);
    // A set whose list is damaged is all archives in its folder.
    await writeFile(join(folder, 'set.json'), '{');
    const damaged = await report(folder, '--json');
    expect(damaged.exitCode).toBe(3);
    expect(damaged.out).toContain('run-2-load-sweep');
  });

  it('exits with 6 if a threshold is missed, alone or in a set, in every form', async () => {
    const met = await report(await copied('met', withThreshold(1), V3));
    expect(met.exitCode).toBe(0);
    const missed = await copied('missed', withThreshold(9_000_000), V3);
    for (const form of [[], ['--json'], ['--csv'], ['--html', join(folder, 'run.html')]]) {
      const { err, exitCode } = await report(missed, ...form);
      expect(err).toContain('1 of 1 thresholds missed');
      expect(exitCode).toBe(6);
    }
    expect((await report(missed)).out).toContain('✗');
    const playbooks = [{ playbook: 'a.yaml', state: 'complete', run: 'missed' }];
    const set = { schemaVersion: 1, started: '2026-01-31T10:15:00.000Z', testbed: null, playbooks };
    await writeFile(join(folder, 'set.json'), JSON.stringify(set));
    expect((await report(folder)).exitCode).toBe(6);
  });

  it('takes names in the results, and the last run', async () => {
    const first = await copied('20260101T000000Z-a', (text) =>
      text.replace('"runId": "sweep"', '"runId": "first"'),
    );
    await copied('20260102T000000Z-b', (text) =>
      text.replace('"runId": "sweep"', '"runId": "second"'),
    );
    const runIdOf = async (...words: readonly string[]) => {
      const { runId } = JSON.parse((await report(...words, '--json')).out) as { runId: string };
      return runId;
    };
    expect(await runIdOf('20260101T000000Z-a', '-r', folder)).toBe('first');
    expect(await runIdOf('last', '-r', folder)).toBe('second');
    expect(await runIdOf('last~1', '-r', folder)).toBe('first');
    await rm(join(first, 'run.json'));
    expect((await report('last~1', '-r', folder)).exitCode).toBe(3);
    await expect(report('last~2', '-r', folder)).rejects.toThrow('2 runs');
  });

  it.each([SWEEP, V3])('shows what run.json has if the journal is missing: %s', async (from) => {
    const bare = await copied('bare', (text) => text, from);
    await rm(join(bare, 'trials.ndjson'));
    const { out, err, exitCode } = await report(bare);
    expect(out).toContain('Load sweep');
    expect(err).toMatch(/trials\.ndjson: no such file/);
    expect(exitCode).toBe(3);
  });

  it('fails if nothing can be read', async () => {
    await expect(report(join(folder, 'nowhere'))).rejects.toThrow(UnreadableArchive);
  });
});
