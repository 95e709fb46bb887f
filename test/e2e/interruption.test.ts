import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { join } from 'node:path';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench } from '../cli/vrbench.js';
import { openLab, type LabUnderTest } from './lab-under-test.js';
import { writePlaybook } from './playbook.js';

const MAIN = new URL('../../dist/cli/main.js', import.meta.url).pathname;

/** Runs a playbook and signals vrbench as soon as it says something. @returns its exit code */
const interruptAt = async (
  said: RegExp,
  signal: 'SIGINT' | 'SIGKILL',
  args: readonly string[],
): Promise<number | null> => {
  const run = spawn(process.execPath, [MAIN, 'run', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(run, 'exit') as Promise<[number | null]>;
  let signalled = false;
  for await (const line of createInterface(run.stderr)) {
    if (!signalled && said.test(line)) signalled = run.kill(signal);
  }
  expect(signalled).toBe(true);
  return (await ended)[0];
};

describe.skipIf(!inject('lab').available)('a run that is interrupted', () => {
  let lab: LabUnderTest;
  let before: unknown;
  let playbook = '';
  beforeAll(async () => {
    lab = await openLab();
    const dataPlanes = ['macvlan', 'napi-macvlan'];
    playbook = await writePlaybook(lab.folder, {
      dataPlanes,
      intendedLoads: ['300 pps', '1 kpps'],
    });
    before = await lab.states();
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  const archiveIn = async (results: string): Promise<string> => {
    const [name = 'no archive'] = await readdir(results);
    return join(results, name);
  };

  it('while it connects leaves no archive, as nothing was begun, and exits 130', async () => {
    const results = join(lab.folder, 'while-it-connects');
    const args = ['-t', lab.testbedFile, playbook, '-r', results];
    expect(await interruptAt(/connecting/, 'SIGINT', args)).toBe(130);
    expect(await lab.states()).toEqual(before);
    expect(await readdir(results).catch(() => [])).toEqual([]);
  });

  // The campaign of test/faults draws its moments at random.
  it.each([
    ['while it builds the module', /dut: module-build/],
    ['while it sets up a data plane', /dut: namespace/],
    ['during a trial', /load-sweep$/],
    ['while it undoes', /undoing every change/],
  ])('%s undoes everything, leaves an archive, and exits 130', async (moment, said) => {
    const results = join(lab.folder, moment.replaceAll(' ', '-'));
    const args = ['-t', lab.testbedFile, playbook, '-r', results];
    const exitCode = await interruptAt(said, 'SIGINT', args);
    expect(await lab.states()).toEqual(before);
    const archive = await archiveIn(results);
    // One that was measured to its end by then is complete all the same.
    const complete = said.source.startsWith('undoing');
    expect((await readRun(archive)).state.state).toBe(complete ? 'complete' : 'interrupted');
    expect((await readTrials(archive)).torn).toBe(false);
    expect(exitCode).toBe(130);
  });

  it('by a crash of the controller can be undone from outside, and blocks the next run', async () => {
    const args = ['-t', lab.testbedFile, playbook, '-r', join(lab.folder, 'crash')];
    await interruptAt(/trial 1 /, 'SIGKILL', args);
    expect(await lab.states()).not.toEqual(before);

    const next = await vrbench(['run', ...args]);
    expect(next.exitCode).toBe(4);
    expect(next.stderr).toContain('vrbench teardown');

    const undone = await vrbench(['teardown', '-t', lab.testbedFile]);
    expect(undone).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^undid \d+/) as string,
    });
    expect(await lab.states()).toEqual(before);
    const again = await vrbench(['teardown', '-t', lab.testbedFile]);
    expect(again.stdout).toBe('nothing to undo');
  });
});
