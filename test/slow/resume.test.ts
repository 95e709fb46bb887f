import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { seededRandom } from '../../src/model/numbers/random.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench } from '../cli/vrbench.js';

const TESTBED = 'testbeds/deterministic-paper-lab.yaml';
const SEED = Number(process.env.RESUME_SEED ?? 1);
/** RESUME_KILLS=5 makes it shorter. */
const KILLS = Number(process.env.RESUME_KILLS ?? 20);

/** Batches that are known in advance, and a search whose batches follow from results. */
const PLAYBOOK = {
  name: 'killed',
  dataPlanes: ['softnet-macvlan', 'napi-macvlan'],
  trial: { duration: '100 ms', residualWait: '10 ms', restabilise: '0 ms' },
  procedures: [
    { test: 'load-sweep', intendedLoads: ['100 kpps', '300 kpps', '450 kpps'], repeats: 2 },
    { test: 'throughput', minimumLoad: '10 kpps', maximumLoad: '450 kpps', resolution: '5 %' },
  ],
};

/** In the sweep of a data plane, between it and the search, in the search, and in the sweep of the other one. */
const CUT_AFTER = [4, 6, 8, 12];

/** When a run is killed: after so many lines on standard error, and some time. */
interface Moment {
  readonly lines: number;
  readonly milliseconds: number;
}

/** Starts vrbench and kills it at a moment. @returns whether it was running by then: otherwise it came to its end */
const killAt = async (
  args: readonly string[],
  { lines, milliseconds }: Moment,
): Promise<boolean> => {
  const child = spawn(process.execPath, ['dist/cli/main.js', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const exited = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length === lines) setTimeout(() => child.kill('SIGKILL'), milliseconds);
  });
  const [code, signal] = await exited;
  if (signal === 'SIGKILL') return true;
  expect(code, said.join('\n')).toBe(0);
  return false;
};

/** A run that goes on boots machines anew, and says so. */
const SET_UPS = 'the DUT is not reconfigured between tests';

/** What does not depend on when a run was made, nor on how often it was stopped. */
const measured = async (archive: string) => {
  const { results, trials, state, ...run } = await readRun(archive);
  const conformance = run.conformance.filter(({ requirement }) => requirement !== SET_UPS);
  expect(conformance).toHaveLength(run.conformance.length - 1);
  const journal = (await readTrials(archive)).trials.map(({ sequence, dataPlane, result }) => {
    const figures = { ...result, timing: undefined };
    return { sequence, dataPlane, figures };
  });
  return { results, conformance, trials, state, journal };
};

describe.skipIf(!inject('lab').available)('a run in instruction time that goes on', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-resume-'));
    await writeFile(join(folder, 'killed.yaml'), stringify(PLAYBOOK));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const archiveIn = async (results: string): Promise<string | undefined> => {
    const [name] = await readdir(results).catch(() => []);
    return name === undefined ? undefined : join(results, name);
  };

  const begin = (results: string) => [
    ...['run', '-t', TESTBED, join(folder, 'killed.yaml'), '-r', join(folder, results)],
  ];

  /** Whether something is left; a run that was killed in its first milliseconds has no run.json. */
  const canGoOn = async (archive: string): Promise<boolean> => {
    const run = await readRun(archive).catch(() => undefined);
    return run !== undefined && run.state.state !== 'complete';
  };

  /** The archive of a run that was not stopped. */
  const whole = async (): Promise<string> => {
    const results = join(folder, 'whole');
    if ((await archiveIn(results)) === undefined) {
      const { exitCode, stderr } = await vrbench(begin('whole'));
      expect(exitCode, stderr).toBe(0);
    }
    return (await archiveIn(results)) ?? '';
  };

  it(`comes to the same after ${KILLS} SIGKILLs, each trial made once (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const expected = await measured(await whole());
    const results = join(folder, 'killed');
    let killed = 0;
    while (killed < KILLS) {
      const archive = await archiveIn(results);
      const isNew = archive === undefined || !(await canGoOn(archive));
      if (archive !== undefined && isNew) await rm(archive, { recursive: true });
      const moment = {
        lines: 1 + Math.floor(random.uniform() * 4),
        milliseconds: Math.floor(random.uniform() * 8000),
      };
      if (await killAt(isNew ? begin('killed') : ['run', '--resume', archive], moment)) {
        killed += 1;
        continue;
      }
      // It came to its end between two kills.
      expect(await measured((await archiveIn(results)) ?? '')).toEqual(expected);
    }
    const archive = await archiveIn(results);
    const goesOn = archive !== undefined && (await canGoOn(archive));
    if (archive !== undefined && !goesOn) await rm(archive, { recursive: true });
    const last = await vrbench(goesOn ? ['run', '--resume', archive] : begin('killed'));
    expect(last.exitCode, last.stderr).toBe(0);
    expect(await measured((await archiveIn(results)) ?? '')).toEqual(expected);
  }, 3_600_000);

  it('makes a batch again that was journaled in part, and goes on after any number of its trials', async () => {
    const expected = await measured(await whole());
    const cut = join(folder, 'cut');
    for (const trials of CUT_AFTER) {
      await cp(await whole(), cut, { recursive: true });
      const journal = join(cut, 'trials.ndjson');
      const lines = (await readFile(journal, 'utf8')).split('\n').slice(0, trials);
      await writeFile(journal, lines.map((line) => `${line}\n`).join(''));
      const run = {
        ...(await readRun(cut)),
        state: { state: 'running' },
        ended: null,
        results: [],
      };
      await writeFile(join(cut, 'run.json'), JSON.stringify(run));
      const { exitCode, stderr } = await vrbench(['run', '--resume', cut]);
      expect(exitCode, stderr).toBe(0);
      expect(await measured(cut)).toEqual(expected);
      await rm(cut, { recursive: true });
    }
  }, 1_800_000);
});
