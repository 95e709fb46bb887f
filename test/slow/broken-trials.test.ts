import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as passes } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import type { Host } from '../../src/host/host.js';
import { seconds } from '../../src/model/units.js';
import { runningLab } from '../../src/lab/status.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { openLab, type LabUnderTest } from '../e2e/lab-under-test.js';
import { ADDRESSES_SETTLED } from '../machine-state/machine-state.js';

const MAIN = new URL('../../dist/cli/main.js', import.meta.url).pathname;

const PLAYBOOK = {
  name: 'broken',
  dataPlanes: ['ip-forwarder'],
  trial: {
    ...{ duration: '8 s', residualWait: '200 ms', restabilise: '0 ms' },
    // What is tested is not how fast this computer is.
    ...{ offeredLoadTolerance: '100 %', starvationTolerance: '100 %' },
  },
  procedures: [{ test: 'load-sweep', intendedLoads: ['300 pps'] }],
};

/** Waits until pktgen has sent more frames than any probe of the wiring. */
const SENDING = [
  'sh',
  '-c',
  "until grep -qsE 'pkts-sofar: [0-9]{3,}' /proc/net/pktgen/eth*; do sleep 0.1; done",
] as const;

/** Ends every ssh session there, but the one that this is in. */
const CUT = `own=$$
while [ "$(cat /proc/$own/comm)" != sshd ]; do own=$(sed -n 's/^PPid:\\s*//p' /proc/$own/status); done
for pid in $(pgrep -x sshd); do
  parent=$(sed -n 's/^PPid:\\s*//p' "/proc/$pid/status")
  [ "$pid" = "$own" ] || [ "$parent" = 1 ] || kill -9 "$pid"
done`;

/** Crashes the kernel soon after the command has ended; it then starts again. */
const PANIC = `sysctl -q kernel.panic=1 kernel.sysrq=1
(sleep 0.5; echo c >/proc/sysrq-trigger) </dev/null >/dev/null 2>&1 &`;

/** How long something stands still that is suspended. */
const STANDSTILL = 6_000;

describe.skipIf(!inject('lab').available)('a trial that is broken off', () => {
  let lab: LabUnderTest;
  let before: unknown;
  let playbook = '';
  let testbed = '';
  beforeAll(async () => {
    lab = await openLab();
    testbed = join(lab.folder, 'testbed.yaml');
    // No module is to be built.
    const text = await readFile(lab.testbedFile, 'utf8');
    await writeFile(testbed, text.replace(/^ {4}machine: sink$/m, '$&\n    counting: nic'));
    playbook = join(lab.folder, 'broken.yaml');
    await writeFile(playbook, stringify(PLAYBOOK));
    before = await lab.states();
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  /** Runs the playbook and does something to its first trial. */
  const runThrough = async (name: string, harm: (vrbench: ChildProcess) => Promise<unknown>) => {
    const results = join(lab.folder, name);
    const args = ['run', '-t', testbed, playbook, '-r', results];
    const vrbench = spawn(process.execPath, [MAIN, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    vrbench.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = once(vrbench, 'exit') as Promise<[number | null]>;
    const over = new AbortController();
    const early = ended.then(() => {
      over.abort();
      throw new Error(`it ended before its first trial: ${said}`);
    });
    const sending = lab.generator.run(SENDING, { deadline: seconds(240), signal: over.signal });
    early.catch(() => undefined);
    try {
      await Promise.race([sending, early]);
      await harm(vrbench);
    } catch (error) {
      vrbench.kill('SIGINT');
      await ended;
      throw error;
    }
    const [exitCode] = await ended;
    expect(exitCode, said).toBe(0);
    const [run = ''] = await readdir(results);
    const archive = join(results, run);
    expect((await readRun(archive)).state).toEqual({ state: 'complete' });
    const { trials } = await readTrials(archive);
    const [first, ...others] = trials;
    if (first === undefined) throw new Error(said);
    // The one that was made in its place.
    expect(others.map(({ result }) => result.validity)).toEqual([{ state: 'valid' }]);
    const { validity, counts } = first.result;
    const codes = validity.state === 'valid' ? [] : validity.reasons.map(({ code }) => code);
    const logOf = (machine: string) =>
      readFile(join(archive, 'kernel-logs', `trial-${first.sequence}-${machine}.log`), 'utf8');
    return { codes, counts, logOf };
  };

  const isAsBefore = async (): Promise<void> => {
    await using again = await openLab();
    await again.dut.run(ADDRESSES_SETTLED);
    expect(await again.states()).toEqual(before);
  };

  it.each(['sink', 'generator'] as const)('by a cut connection to the %s', async (role) => {
    const host: Host = lab[role];
    const { codes, counts, logOf } = await runThrough(`cut-${role}`, () =>
      host.run(['sh', '-c', CUT]),
    );
    expect(codes).toEqual(['connection-lost']);
    expect(counts).toBeNull();
    expect(await logOf(role)).not.toContain('could not be read');
    await isAsBefore();
  });

  it('by a panic of the DUT, which is awaited and set up again', async () => {
    const { codes, counts, logOf } = await runThrough('panic', () =>
      lab.dut.run(['sh', '-c', PANIC]),
    );
    expect(codes).toContain('machine-restarted');
    expect(counts).toBeNull();
    expect(await logOf('dut')).toMatch(/^The machine restarted\./);
    await isAsBefore();
  });

  it('by a generator that stands still', async () => {
    const { codes } = await runThrough('frozen', async () => {
      const { machines } = await runningLab(lab.testbed.name);
      const { pid = 0 } = machines.find(({ name }) => name === 'generator') ?? {};
      expect(pid).toBeGreaterThan(1);
      process.kill(pid, 'SIGSTOP');
      await passes(STANDSTILL);
      process.kill(pid, 'SIGCONT');
    });
    expect(codes).toContain('machine-suspended');
    await isAsBefore();
  });

  it('by a controller that stands still', async () => {
    const { codes } = await runThrough('suspended', async (vrbench) => {
      expect(vrbench.kill('SIGSTOP')).toBe(true);
      await passes(STANDSTILL);
      expect(vrbench.kill('SIGCONT')).toBe(true);
    });
    expect(codes).toContain('controller-suspended');
    await isAsBefore();
  });
});
