import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import type { DataPlaneName } from '../../src/model/data-plane.js';
import type { ResetKind } from '../../src/model/trial.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench } from '../cli/vrbench.js';
import { measuredRecords } from '../measured.js';
import type { LabUnderTest } from './lab-under-test.js';

const TRIAL = {
  duration: '1 s',
  residualWait: '200 ms',
  restabilise: '0 ms',
  // What is tested is not how fast this computer is; an overload is by 10 %.
  offeredLoadTolerance: '5 %',
  starvationTolerance: '100 %',
};

/** Runs a procedure of one trial, which must be valid. @returns the trial, and the procedure's result */
export const oneTrial = async (
  lab: LabUnderTest,
  dataPlane: DataPlaneName,
  procedure: object,
  testbedFile = lab.testbedFile,
) => {
  const playbook = join(lab.folder, 'changes.yaml');
  const text = { name: 'changes', dataPlanes: [dataPlane], trial: TRIAL };
  await writeFile(playbook, stringify({ ...text, procedures: [procedure] }));
  const results = join(lab.folder, 'results');
  const call = await vrbench(['run', '-t', testbedFile, playbook, '-r', results]);
  expect(call.exitCode, call.stderr).toBe(0);
  const archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
  const [trial] = measuredRecords((await readTrials(archive)).trials);
  if (trial === undefined) throw new Error('there was no trial');
  expect(trial.result.validity).toEqual({ state: 'valid' });
  return { outcome: (await readRun(archive)).results[0]?.result, trial: trial.result };
};

/** A trial during which the DUT is reset. @param duration of the trial, in seconds */
export const resetTrial = (
  lab: LabUnderTest,
  dataPlane: DataPlaneName,
  kind: ResetKind,
  duration: number,
  testbedFile?: string,
) => {
  const procedure = {
    ...{ test: 'reset', kind, throughput: '500 pps' },
    ...{ duration: `${duration} s`, after: '1 s', repeats: 1 },
  };
  return oneTrial(lab, dataPlane, procedure, testbedFile);
};

/** In ns: long enough after a reset for the first frames to come through. */
export const SETTLED = 2e9;
