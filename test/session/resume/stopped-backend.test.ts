import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import type { RunRecord } from '../../../src/results/schema.js';
import { sha256Of } from '../../../src/session/archive/archive-run.js';
import { simulationText } from '../../../src/session/backends/simulation.js';
import { SetupChanged } from '../../../src/session/resume/setup-changed.js';
import { stoppedBackend, type GivenAgain } from '../../../src/session/resume/stopped-backend.js';
import { openStoppedRun } from '../../../src/session/resume/stopped-run.js';
import { PLAYBOOK, TESTBED } from '../../config/examples.js';
import { archiveIn, killedRun, startedWith, temporaryFolder } from './archive-folder.js';

const { signal } = new AbortController();
const OPTIONS = { keep: false, wait: false, skipUnavailable: false };
const SIMULATED = { kind: 'simulated' } as const;

/** The backend of a resumed run whose archive has these inputs. */
const backendOf = async (
  root: string,
  environment: RunRecord['environment'],
  given: GivenAgain,
  testbedFile: string | null = startedWith(root).testbed,
) => {
  const testbed = environment.kind === 'simulated' ? simulationText() : TESTBED;
  const inputs = {
    testbed: { file: testbedFile, sha256: sha256Of(testbed) },
    playbook: { file: startedWith(root).playbook, sha256: sha256Of(PLAYBOOK) },
  };
  const folder = await archiveIn(root, 'run', killedRun(root, { environment, inputs }));
  await writeFile(join(folder, 'inputs', 'testbed.yaml'), testbed);
  await writeFile(join(folder, 'inputs', 'playbook.yaml'), PLAYBOOK);
  await using stopped = await openStoppedRun(folder);
  return await stoppedBackend(stopped, given, OPTIONS, signal);
};

it('has the archived playbook', async () => {
  await using root = await temporaryFolder();
  const { playbook, testbed } = await backendOf(root.path, SIMULATED, {}, null);
  expect(playbook.text).toBe(PLAYBOOK);
  expect(testbed.environment).toEqual(SIMULATED);
  const again = { simulate: true };
  await expect(backendOf(root.path, SIMULATED, again, null)).resolves.toMatchObject({ testbed });
});

it('has the archived testbed, in the folder of its file', async () => {
  await using root = await temporaryFolder();
  const { testbed, file } = await backendOf(root.path, { kind: 'metal' }, {});
  expect(testbed.environment).toEqual({ kind: 'metal' });
  expect(file).toBe(startedWith(root.path).testbed);
});

it.each<readonly [string, RunRecord['environment'], GivenAgain, string]>([
  [
    'machines in place of simulated devices',
    SIMULATED,
    { testbed: 'x.yaml' },
    'environment: before simulated devices, now testbed x.yaml',
  ],
  [
    'simulated devices in place of machines',
    { kind: 'metal' },
    { simulate: true },
    'environment: before metal, now simulated devices',
  ],
])('is not one of %s', async (_, environment, given, message) => {
  await using root = await temporaryFolder();
  const refused = backendOf(root.path, environment, given);
  await expect(refused).rejects.toThrow(SetupChanged);
  await expect(refused).rejects.toThrow(message);
});

it('is refused if files have changed, and names both', async () => {
  await using root = await temporaryFolder();
  const { playbook, testbed } = startedWith(root.path);
  await writeFile(playbook, PLAYBOOK.replace('duration: 1 s', 'duration: 2 s'));
  await writeFile(testbed, TESTBED.replace('192.0.2.2', '192.0.2.9'));
  const refused = backendOf(root.path, { kind: 'metal' }, {});
  await expect(refused).rejects.toThrow(
    /playbook, trial\.duration: before 1 s, now 2 s\n.*testbed, machines\.middle\.connection\.host: before 192\.0\.2\.2, now 192\.0\.2\.9/,
  );
});

it('asks for the testbed if the archive does not name its file', async () => {
  await using root = await temporaryFolder();
  const refused = backendOf(root.path, { kind: 'metal' }, {}, null);
  await expect(refused).rejects.toThrow(PreconditionFailure);
  await expect(refused).rejects.toThrow(/name it: -t TESTBED/);
  const moved = join(root.path, 'moved.yaml');
  await writeFile(moved, TESTBED);
  const { file } = await backendOf(root.path, { kind: 'metal' }, { testbed: moved }, null);
  expect(file).toBe(moved);
  expect(await readFile(moved, 'utf8')).toBe(TESTBED);
});
