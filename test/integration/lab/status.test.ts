import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { labPower, labSshCommand } from '../../../src/lab/access.js';
import { labDown } from '../../../src/lab/lab.js';
import { labTestbed, remainingLab } from '../../../src/lab/lab-testbed.js';
import { exists, labFolder } from '../../../src/lab/local/folders.js';
import {
  accessFiles,
  createIdentities,
  knownHostsLine,
} from '../../../src/lab/machine/identity.js';
import { planLab } from '../../../src/lab/plan.js';
import { writeState } from '../../../src/lab/state.js';
import { labStatus, runningLab, whyStopped } from '../../../src/lab/status.js';
import { PreconditionFailure, reasonOf } from '../../../src/model/failure.js';
import { seconds } from '../../../src/model/units.js';
import { connectAll } from '../../../src/session/backends/machines/connect.js';
import { smallLab } from '../../lab/small-lab.js';

const file = smallLab();

/** A process that passes for a QEMU of the lab with this folder, and does nothing. */
const machine = (folder: string): ChildProcess =>
  spawn(process.execPath, ['-e', 'setInterval(() => 0, 1e6)', `file:${folder}/serial`], {
    argv0: 'qemu-system-x86_64',
    stdio: 'ignore',
  });

describe('a lab one of whose machines has stopped', () => {
  let home: string;
  let ends: ChildProcess;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vrbench-home-'));
    vi.stubEnv('XDG_STATE_HOME', home);
    vi.stubEnv('XDG_CACHE_HOME', home);
    const folder = labFolder(file.name);
    await mkdir(folder, { recursive: true });
    ends = machine(folder);
    const dut = machine(folder);
    await Promise.all([once(ends, 'spawn'), once(dut, 'spawn')]);
    await writeState(folder, {
      version: 1,
      plan: JSON.stringify(planLab(file)),
      accelerator: 'tcg',
      hostCores: 2,
      machines: [
        { name: 'ends', pid: ends.pid ?? 0, sshPort: 10022 },
        { name: 'dut', pid: dut.pid ?? 0, sshPort: 10023 },
      ],
      cables: {},
    });
    expect((await labStatus(file.name)).state).toBe('up');
    dut.kill('SIGKILL');
    await once(dut, 'exit');
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(home, { recursive: true });
  });

  it('is broken, and its status says which', async () => {
    const { state, machines } = await labStatus(file.name);
    expect(state).toBe('broken');
    expect(machines.map(({ name, running }) => [name, running])).toEqual([
      ['ends', true],
      ['dut', false],
    ]);
  });

  it('can be logged in to where it runs, and says so where it does not', async () => {
    expect(await labSshCommand(file.name, 'ends')).toContain('10022');
    const stopped = { kind: 'unreachable', message: /'dut'.*its QEMU, process \d+, has ended/ };
    const verbs = [() => labSshCommand(file.name, 'dut'), () => labPower(file, 'dut', false)];
    for (const use of verbs) {
      const used = use();
      await expect(used).rejects.toMatchObject({ kind: stopped.kind });
      await expect(used).rejects.toThrow(stopped.message);
    }
    await expect(labSshCommand(file.name, 'other')).rejects.toThrow(/name one of: ends, dut/);
  });

  it('is not used for a run, but for an undo, which does not wait for the machine to boot', async () => {
    await expect(runningLab(file.name)).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(labTestbed(file, '/')).rejects.toThrow(/no longer running: dut/);
    const { connections } = await remainingLab(file, '/');
    expect(connections.dut).toMatchObject({ port: 10023 });
    expect(await whyStopped(file.name, 'ends')).toBeUndefined();
    expect((await whyStopped(file.name, 'dut'))?.message).toMatch(
      /'dut'.*its QEMU, process \d+, has ended/,
    );
  });

  it('is not waited for by a run that connects to it again', async () => {
    const folder = labFolder(file.name);
    const { signal } = new AbortController();
    const hostKeys = await createIdentities(planLab(file), folder, signal);
    const known = knownHostsLine(10023, hostKeys.get('dut') ?? '');
    await writeFile(accessFiles(folder).knownHosts, known);
    const testbed = await remainingLab(file, '/');
    const dut = { machine: 'dut' };
    const { failed } = await connectAll(
      { ...testbed, roles: { generator: dut, dut, sink: dut } },
      {
        purpose: { doing: 'test' },
        signal,
        log: () => undefined,
        connectTimeout: seconds(600),
      },
    );
    expect(failed.map(({ error }) => reasonOf(error))).toEqual([
      expect.stringMatching(/'dut'.*its QEMU, process \d+, has ended/),
    ]);
  });

  it('is brought down, with the machines that still run', async () => {
    const exited = once(ends, 'exit');
    await labDown(file.name);
    await exited;
    expect(await exists(labFolder(file.name))).toBe(false);
    expect((await labStatus(file.name)).state).toBe('down');
    expect((await whyStopped(file.name, 'ends'))?.message).toMatch(/'ends'.*the lab is down/);
    await expect(labSshCommand(file.name, 'ends')).rejects.toThrow(/it is not running/);
  });
});
