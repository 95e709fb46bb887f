import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
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
const KILLS = 20;

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

/** What does not depend on when a run was made. */
const measured = async (archive: string) => {
  const { results, conformance, trials, state } = await readRun(archive);
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

  /** Whether something is left; a run that was killed in its first milliseconds has no run.json. */
  const canGoOn = async (archive: string): Promise<boolean> => {
    const run = await readRun(archive).catch(() => undefined);
    return run !== undefined && run.state.state !== 'complete';
  };

  it(`comes to the same after ${KILLS} SIGKILLs, each trial made once (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const begin = (results: string) => [
      ...['run', '-t', TESTBED, join(folder, 'killed.yaml'), '-r', join(folder, results)],
    ];
    expect((await vrbench(begin('whole'))).exitCode).toBe(0);
    const whole = await archiveIn(join(folder, 'whole'));
    const expected = await measured(whole ?? '');
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
});
