import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { vrbench, type Call } from '../cli/vrbench.js';
import { openLab, type LabUnderTest } from '../e2e/lab-under-test.js';
import { writePlaybook } from '../e2e/playbook.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const UNTIL_SEEN = { timeout: 120_000, interval: 200 };

describe.skipIf(!inject('lab').available)('two controllers at once', () => {
  let lab: LabUnderTest;
  let before: unknown;
  let playbook = '';
  beforeAll(async () => {
    lab = await openLab();
    playbook = await writePlaybook(lab.folder, {
      dataPlanes: ['ip-forwarder'],
      intendedLoads: ['300 pps', '1 kpps'],
    });
    before = await lab.states();
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  const run = (results: string, ...options: string[]): Promise<Call> => {
    const archives = join(lab.folder, results);
    return vrbench(['run', '-t', lab.testbedFile, playbook, '-r', archives, ...options]);
  };
  const pktgenRuns = async (): Promise<boolean> => {
    const threads = ['sh', '-c', 'cat /proc/net/pktgen/kpktgend_* 2>/dev/null || :'] as const;
    return /^Running: \S/m.test((await lab.generator.run(threads)).stdout);
  };
  const archivedRun = ({ stdout }: Call): string => /^archive: .*\/(.*)$/m.exec(stdout)?.[1] ?? '';

  it('one works, and is named to the other, to a teardown and to lab down beside it', async () => {
    const runs = [run('one'), pause(100).then(() => run('other'))];
    const refused = await Promise.race(runs);
    const beside = await Promise.all([
      vrbench(['teardown', '-t', lab.testbedFile]),
      vrbench(['lab', 'down', '-t', lab.testbedFile]),
    ]);
    const [worked] = (await Promise.all(runs)).filter((call) => call !== refused);
    expect(worked).toMatchObject({ exitCode: 0 });
    const name = worked === undefined ? '' : archivedRun(worked);
    expect(name).not.toBe('');
    for (const call of [refused, ...beside]) {
      expect(call, call.stderr).toMatchObject({ exitCode: 4 });
      expect(call.stderr).toMatch(/it is locked by \S+@\S+ \(process \d+\): run \S+, since /);
      expect(call.stderr).toContain(name);
      expect(call.stderr).toContain('--wait');
    }
    expect(await lab.states()).toEqual(before);
  });

  it('what runs on the machines ends with a controller that is killed, pktgen too', async () => {
    const long = join(lab.folder, 'long.yaml');
    const trial = { duration: '300 s', offeredLoadTolerance: '100 %' };
    const procedures = [{ test: 'load-sweep', intendedLoads: ['300 pps'] }];
    await writeFile(
      long,
      stringify({ name: 'long', dataPlanes: ['ip-forwarder'], trial, procedures }),
    );
    const args = ['run', '-t', lab.testbedFile, long, '-r', join(lab.folder, 'killed')];
    const killed = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore' });
    const ended = once(killed, 'exit');
    await vi.waitFor(async () => {
      expect(await pktgenRuns()).toBe(true);
    }, UNTIL_SEEN);
    killed.kill('SIGKILL');
    await ended;
    await vi.waitFor(async () => {
      expect(await pktgenRuns()).toBe(false);
    }, UNTIL_SEEN);
    const undone = await vrbench(['teardown', '-t', lab.testbedFile]);
    expect(undone, undone.stderr).toMatchObject({ exitCode: 0 });
    const marked = ['sh', '-c', 'grep -ls VRBENCH_LOCK= /proc/[0-9]*/environ || :'] as const;
    for (const host of [lab.generator, lab.dut, lab.sink]) {
      expect((await host.run(marked)).stdout).toBe('');
    }
    expect(await lab.states()).toEqual(before);
  });

  it('with --wait the second one runs after the first', async () => {
    const runs = await Promise.all([
      run('waiting-one', '--wait'),
      pause(100).then(() => run('waiting-other', '--wait')),
    ]);
    for (const call of runs) expect(call, call.stderr).toMatchObject({ exitCode: 0 });
    expect(new Set(runs.map(archivedRun)).size).toBe(2);
    expect(runs.filter(({ stderr }) => stderr.includes('waiting for '))).toHaveLength(1);
    expect(await lab.states()).toEqual(before);
  });
});
