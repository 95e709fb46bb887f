import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/model/numbers/random.js';
import { readRun, readTrials } from '../../../src/results/read-run.js';
import { readRunSet, writeRunSet } from '../../../src/results/run-set.js';
import { vrbench } from '../../cli/vrbench.js';

const MAIN = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** Some 300 trials: two data planes taken in turn, loads in proportion to a reference, a test at the throughput. */
const PLAYBOOK = `name: killed
dataPlanes: [ip-forwarder, napi-macvlan]
frameSizes: [64, 512]
order: interleaved
reference: { dataPlane: ip-forwarder }
trial: { duration: 1 s, warmUp: 1 s }
procedures:
  - { test: throughput, minimumLoad: 10 kpps, resolution: 1 %, repeats: 3 }
  - { test: load-sweep, intendedLoads: [80 % of reference, 95 % of reference, 600 kpps], repeats: 12, order: random }
  - { test: latency, repeats: 2 }
`;
/** RESUME_KILLS=20 kills it more often; RESUME_SEED repeats a run. */
const KILLS = Number(process.env.RESUME_KILLS ?? 6);
const SEED = Number(process.env.RESUME_SEED ?? Date.now() % 1_000_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-resume-'));
  await writeFile(join(folder, 'killed.yaml'), PLAYBOOK);
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts vrbench and kills it once it has reported so many trials. @returns whether it was running by then */
const killAfter = async (args: readonly string[], trials: number): Promise<boolean> => {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  let reported = 0;
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (/^[\d:]* +trial \d+ /.test(line)) reported += 1;
    if (reported === trials) child.kill('SIGKILL');
  });
  const [, signal] = await exited;
  return signal === 'SIGKILL';
};

const results = (): string => join(folder, 'results');
const archive = async (): Promise<string> => join(results(), (await readdir(results()))[0] ?? '');
const begin = () => ['run', '--simulate', join(folder, 'killed.yaml'), '-r', results()];
const resume = async (...more: readonly string[]) =>
  vrbench(['run', '--resume', await archive(), ...more]);

/** What does not depend on when a run was made. */
const measured = async (run: string) => {
  const { results: cells, conformance, reference, leftOut, state, trials } = await readRun(run);
  const journal = (await readTrials(run)).trials.map((trial) => ({
    ...trial,
    started: undefined,
    ended: undefined,
  }));
  return { cells, conformance, reference, leftOut, state, trials, journal };
};

describe('a run that goes on', () => {
  it(`comes to the same after ${KILLS} SIGKILLs as one that was not stopped, each trial made once (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const whole = join(folder, 'whole');
    await vrbench(['run', '--simulate', join(folder, 'killed.yaml'), '-r', whole]);
    const expected = await measured(join(whole, (await readdir(whole))[0] ?? ''));
    const most = Math.floor((expected.journal.length - KILLS) / KILLS);
    expect(most).toBeGreaterThan(5);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const args = kill === 0 ? begin() : ['run', '--resume', await archive()];
      expect(await killAfter(args, 1 + Math.floor(random.uniform() * most))).toBe(true);
      // As when power is lost: the last line is cut off at any place.
      const journal = join(await archive(), 'trials.ndjson');
      const text = await readFile(journal, 'utf8');
      const cut = Math.floor(random.uniform() * 40);
      await writeFile(journal, text.slice(0, text.length - cut));
    }
    const { exitCode, stderr } = await resume();
    expect(exitCode, stderr).toBe(0);
    expect(await measured(await archive())).toEqual(expected);
    const { resumed = [] } = await readRun(await archive());
    expect(resumed).toHaveLength(KILLS);
    expect(await readdir(await archive())).not.toContainEqual(expect.stringMatching(/^lock/));
  }, 900_000);
});

describe('a run that was stopped', { timeout: 300_000 }, () => {
  beforeEach(async () => {
    expect(await killAfter(begin(), 20)).toBe(true);
  });

  it('is the last one in its folder, and complete once it has gone on', async () => {
    const { exitCode, stdout } = await vrbench(['run', '--resume', 'last', '-r', results()]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`archive: ${await archive()}`);
    const again = await resume();
    expect(again.exitCode).toBe(0);
    expect(again.stderr).toContain('is complete: nothing is left to measure');
    const none = await vrbench(['run', '--resume', 'last', '-r', results()]);
    expect(none.exitCode).toBe(3);
    expect(none.stderr).toContain('it has no stopped run or set');
  });

  it('goes on without the files that it was started with, but not with others', async () => {
    const changed = PLAYBOOK.replace('resolution: 1 %', 'resolution: 2 %');
    await writeFile(join(folder, 'killed.yaml'), changed);
    const before = await readFile(join(await archive(), 'run.json'), 'utf8');
    const { exitCode, stderr } = await resume();
    expect(exitCode).toBe(4);
    expect(stderr).toContain('playbook, procedures[0].resolution: before 1 %, now 2 %');
    expect(await readFile(join(await archive(), 'run.json'), 'utf8')).toBe(before);
    await rm(join(folder, 'killed.yaml'));
    expect((await resume()).exitCode).toBe(0);
  });

  it('does not go on with what was changed in its archive', async () => {
    const kept = join(await archive(), 'inputs', 'playbook.yaml');
    await writeFile(kept, `${PLAYBOOK}\n# edited\n`);
    const edited = await resume();
    expect(edited.exitCode).toBe(4);
    expect(edited.stderr).toMatch(/playbook, .*inputs\/playbook\.yaml: before SHA-256 /);
    await writeFile(kept, PLAYBOOK);
    const journal = join(await archive(), 'trials.ndjson');
    const lines = (await readFile(journal, 'utf8')).split('\n');
    const other = (lines[9] ?? '').replace(/"intendedLoad":\d+/, '"intendedLoad":12345');
    await writeFile(journal, lines.with(9, other).join('\n'));
    const foreign = await resume();
    expect(foreign.exitCode).toBe(3);
    expect(foreign.stderr).toMatch(
      /trial 10 of the journal: intendedLoad: .*the journal has 12345/,
    );
  });

  it('does not go on on a testbed where devices were simulated', async () => {
    const { exitCode, stderr } = await resume('-t', 'testbeds/virtual-lab.yaml');
    expect(exitCode).toBe(4);
    expect(stderr).toContain('environment: before simulated devices, now testbed ');
  });
});

it('a set goes on in the middle of the run that was cut off', { timeout: 300_000 }, async () => {
  const playbooks = join(folder, 'playbooks');
  await mkdir(playbooks);
  const shorter = PLAYBOOK.replace('repeats: 12', 'repeats: 2');
  for (const name of ['one', 'two']) {
    await writeFile(join(playbooks, `${name}.yaml`), shorter.replace('killed', name));
  }
  const first = 30;
  // One of them twice.
  const named = [playbooks, join(playbooks, 'one.yaml')];
  expect(await killAfter(['run', '--simulate', ...named, '-r', results()], first)).toBe(true);
  const set = await archive();
  const byName = ['run', '--resume', basename(set), '-r', results()];
  const { exitCode, stderr } = await vrbench(byName);
  expect(exitCode, stderr).toBe(0);
  const entries = (await readRunSet(set)).playbooks;
  expect(entries.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete']);
  expect(new Set(entries.map(({ run }) => run)).size).toBe(3);
  const [one] = entries;
  const { resumed = [] } = await readRun(join(set, one?.run ?? ''));
  expect(resumed[0]?.afterTrials).toBeGreaterThanOrEqual(first);
  // Killed after a run had ended, and before that was entered: it is not measured again.
  const waiting = entries.map(({ playbook }) => ({ playbook, state: 'waiting' as const }));
  await writeRunSet(set, { ...(await readRunSet(set)), playbooks: waiting });
  const before = await readdir(set);
  const again = await vrbench(['run', '--resume', set]);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(await readdir(set)).toEqual(before);
  expect((await readRunSet(set)).playbooks).toEqual(entries);
});
