import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord, TrialRecord } from '../../../src/results/schema.js';
import { sha256Of } from '../../../src/session/archive/archive-run.js';
import { runRecord } from '../../results/record.js';

const TESTBED = 'name: simulated\nlinkSpeed: 1 Gb/s\n';
export const PLAYBOOK = 'name: short\ntrial: { duration: 1 s }\n';

/** A folder for tests, which is removed when it is disposed of. */
export const temporaryFolder = async (): Promise<{ readonly path: string } & AsyncDisposable> => {
  const path = await mkdtemp(join(tmpdir(), 'vrbench-resume-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
};

/** The paths of the files that a run in a folder was started with. */
export const startedWith = (root: string) => ({
  testbed: join(root, 'testbed.yaml'),
  playbook: join(root, 'playbook.yaml'),
});

/** run.json of a run that a controller left behind when it was killed. */
export const killedRun = (root: string, change: Partial<RunRecord> = {}): RunRecord => ({
  ...runRecord,
  state: { state: 'running' },
  ended: null,
  inputs: {
    testbed: { file: startedWith(root).testbed, sha256: sha256Of(TESTBED) },
    playbook: { file: startedWith(root).playbook, sha256: sha256Of(PLAYBOOK) },
  },
  ...change,
});

/** Writes an archive as a killed controller leaves it. @returns its folder */
export const archiveIn = async (
  root: string,
  name: string,
  run: RunRecord = killedRun(root),
  trials: readonly TrialRecord[] = [],
): Promise<string> => {
  const folder = join(root, name);
  await mkdir(join(folder, 'inputs'), { recursive: true });
  await writeFile(join(folder, 'inputs', 'testbed.yaml'), TESTBED);
  await writeFile(join(folder, 'inputs', 'playbook.yaml'), PLAYBOOK);
  await writeFile(join(folder, 'run.json'), JSON.stringify({ ...run, runId: name }));
  const lines = trials.map((trial) => `${JSON.stringify(trial)}\n`);
  await writeFile(join(folder, 'trials.ndjson'), lines.join(''));
  return folder;
};
