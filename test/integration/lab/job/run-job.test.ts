import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runJob, type JobOptions } from '../../../../src/lab/job/run-job.js';
import { Interrupted } from '../../../../src/model/failure.js';
import { milliseconds } from '../../../../src/model/units.js';

const CAPTURED = fileURLToPath(new URL('../../../fixtures/lab/job/results.txt', import.meta.url));

/** In place of QEMU: has the files of its serial ports as $1 and $2. */
const FAKE = `#!/bin/bash
files=()
while [[ $# != 0 ]]; do
  [[ $1 == -serial ]] && files+=("\${2#file:}")
  shift
done
set -- "\${files[@]}"
`;

const job = {
  name: 'dut',
  memory: 256,
  commands: [['uname'], ['cat'], ['ip'], ['ip', 'link', 'show', 'eth9']].map(
    ([program = '', ...rest]) => ({ argv: [program, ...rest] as const }),
  ),
};

describe('runJob', () => {
  const { PATH, XDG_CACHE_HOME } = process.env;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-job-'));
    process.env.PATH = `${folder}${delimiter}${PATH ?? ''}`;
    process.env.XDG_CACHE_HOME = folder;
    await writeFile(join(folder, 'rootfs'), '');
  });
  afterEach(async () => {
    process.env.PATH = PATH;
    if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
    await rm(folder, { recursive: true });
  });

  const run = async (program: string, options: Partial<JobOptions> = {}) => {
    const qemu = join(folder, 'qemu-system-x86_64');
    await writeFile(qemu, FAKE + program);
    await chmod(qemu, 0o755);
    const rootfs = join(folder, 'rootfs');
    return runJob(job, {
      signal: new AbortController().signal,
      image: { key: 'k', kernel: '/vmlinuz', initrd: '/initrd', rootfs },
      ...options,
    });
  };
  const left = () => readdir(join(folder, 'vrbench', 'jobs'));

  it('returns the output of the commands', async () => {
    const outputs = await run(`cp ${CAPTURED} "$2"`);
    expect(outputs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 1]);
    expect(await left()).toEqual([]);
  });

  it('reports how far a machine got that crashed, and the kernel message', async () => {
    const crashing = `
      head -c 2 ${CAPTURED} >"$2"
      echo 'starting' >"$1"
      echo '[1.0] Kernel panic - not syncing: Fatal exception' >>"$1"
      for line in {1..40}; do echo "[1.0]  frame+$line" >>"$1"; done`;
    await expect(run(crashing)).rejects.toMatchObject({
      name: 'JobFailed',
      message: expect.stringMatching(
        /on dut: its results end early; 2 of 4 commands completed, then: ip; console:\n\[1\.0\] Kernel panic/,
      ) as string,
    });
    expect(await left()).toEqual([]);
  });

  it('ends a machine that hangs', async () => {
    const hanging = `head -c 3 ${CAPTURED} >"$2"; exec sleep 3600`;
    await expect(run(hanging, { deadline: milliseconds(3000) })).rejects.toThrow(
      /timed out after 3 s: its results end early; 3 of 4 commands completed, then: ip link show eth9/,
    );
    expect(await left()).toEqual([]);
  });

  it('ends the machine when it is interrupted', async () => {
    const stop = new AbortController();
    const outcome = run(`touch ${folder}/started; exec sleep 3600`, { signal: stop.signal });
    await expect.poll(() => readdir(folder), { timeout: 10_000 }).toContain('started');
    stop.abort();
    await expect(outcome).rejects.toThrow(Interrupted);
    expect(await left()).toEqual([]);
  });

  it.each([
    ['-accel tcg,thread=single: invalid accelerator tcg', /use a QEMU with TCG/],
    ['-plugin: invalid option', /with TCG plugins/],
    ['-serial file:/x: could not connect serial device', /is writable/],
  ])('has a remedy when QEMU prints "%s"', async (said, remedy) => {
    await expect(run(`echo 'qemu-system-x86_64: ${said}' >&2; exit 1`)).rejects.toMatchObject({
      name: 'MachineNotStarted',
      kind: 'precondition',
      facts: {
        got: `qemu-system-x86_64: ${said}`,
        remedy: expect.stringMatching(remedy) as string,
      },
    });
  });

  it('boots no machine for a job without commands', async () => {
    await expect(
      runJob(
        { ...job, commands: [] },
        {
          signal: new AbortController().signal,
          image: { key: 'k', kernel: '', initrd: '', rootfs: '' },
        },
      ),
    ).resolves.toEqual([]);
  });
});
