import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadPlaybook } from '../../../src/config/load.js';
import { readRun, readTrials } from '../../../src/results/read-run.js';
import type { RunRecord, Setup } from '../../../src/results/schema.js';
import { resumeArchive } from '../../../src/session/resume/resume-archive.js';
import { SetupChanged } from '../../../src/session/resume/setup-changed.js';
import { openStoppedRun, type StoppedRun } from '../../../src/session/resume/stopped-run.js';
import { bytes } from '../../../src/model/units.js';
import type { RunCell } from '../../../src/session/run/cell.js';
import { runRecord, trialRecord } from '../../results/record.js';
import { archiveIn, killedRun, temporaryFolder } from './archive-folder.js';

const { stated } = await loadPlaybook('playbooks/quickstart.yaml');
const vrbench = { version: '9.9.9', commit: null };
const TRIALS = [1, 2].map((sequence) => trialRecord(sequence, [10_000, 10_000]));

const SETUP = ((): Setup => {
  if (runRecord.setup === null) throw new Error('the example has no set-up');
  return runRecord.setup;
})();

const otherKernel: Setup = {
  ...SETUP,
  roles: { ...SETUP.roles, dut: { ...SETUP.roles.dut, kernelRelease: '6.12.0' } },
};

const resumed = (stopped: StoppedRun, testbed?: string) =>
  resumeArchive(stopped, { stated, vrbench, testbed });

const textOf = (folder: string): Promise<string> => readFile(join(folder, 'run.json'), 'utf8');

const stoppedIn = async (root: string, change: Partial<RunRecord> = {}) => {
  const folder = await archiveIn(root, 'run', killedRun(root, change), TRIALS);
  return { folder, stopped: await openStoppedRun(folder) };
};

it('is not changed until something is measured', async () => {
  await using root = await temporaryFolder();
  const { folder, stopped } = await stoppedIn(root.path);
  const before = await textOf(folder);
  await using archived = await resumed(stopped);
  await archived.record({ type: 'run-started', runId: 'run' });
  await archived.record({ type: 'set-up-started' });
  await archived.record({ type: 'run-ended', state: { state: 'failed', message: 'x' } });
  expect(archived.isBegun()).toBe(false);
  await archived.discard();
  expect(await textOf(folder)).toBe(before);
});

it('continues after its trials, and records when, with which version and on which machines', async () => {
  await using root = await temporaryFolder();
  const { folder, stopped } = await stoppedIn(root.path);
  const cell: RunCell = {
    dataPlane: 'napi-macvlan',
    modifier: 'none',
    frameSize: bytes(64),
    procedure: 0,
    test: 'load-sweep',
  };
  await using archived = await resumed(stopped, '/moved/testbed.yaml');
  await archived.record({ type: 'setup', setup: SETUP, patches: {} });
  expect(archived.isBegun()).toBe(true);
  const { result } = trialRecord(3, [10_000, 9_000]);
  const { request } = result;
  await archived.record({ type: 'trial-started', cell, sequence: 3, request });
  await archived.record({ type: 'trial-ended', cell, sequence: 3, result });
  const run = await readRun(folder);
  expect(run.state).toEqual({ state: 'running' });
  expect(run.setup).toEqual(SETUP);
  expect(run.inputs?.testbed.file).toBe('/moved/testbed.yaml');
  expect(run.resumed).toMatchObject([{ afterTrials: 2, vrbench, setup: SETUP }]);
  const { trials } = await readTrials(folder);
  expect(trials.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});

it('is refused on changed machines, before it is modified', async () => {
  await using root = await temporaryFolder();
  const { folder, stopped } = await stoppedIn(root.path);
  const before = await textOf(folder);
  await using archived = await resumed(stopped);
  const refused = archived.record({ type: 'setup', setup: otherKernel, patches: {} });
  await expect(refused).rejects.toThrow(SetupChanged);
  await expect(refused).rejects.toThrow(
    /kernel of dut: before 6\.1\.0-56-cloud-amd64, now 6\.12\.0/,
  );
  expect(archived.isBegun()).toBe(false);
  expect(await textOf(folder)).toBe(before);
});

it('accepts the machines as they are if it was stopped before they were read', async () => {
  await using root = await temporaryFolder();
  const { folder, stopped } = await stoppedIn(root.path, { setup: null });
  await using archived = await resumed(stopped);
  await archived.record({ type: 'setup', setup: otherKernel, patches: {} });
  expect((await readRun(folder)).setup).toEqual(otherKernel);
});
