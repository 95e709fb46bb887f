import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runGuarded } from '../../../../src/lab/local/child-guard.js';
import { Interrupted } from '../../../../src/model/failure.js';

/** Starts a child that would run for an hour, says its process id, and tidies up when told to end. */
const PARENT = `
sleep 3600 &
trap 'echo tidied; exit 1' TERM
echo "$!"
wait
`;

describe('runGuarded', () => {
  let folder: string;
  let log: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-leash-'));
    log = join(folder, 'log');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = (program: string, signal = new AbortController().signal) =>
    runGuarded(['sh', '-c', program], { attempted: 'trying', signal, env: { WORD: 'yes' }, log });
  const logged = () => readFile(log, 'utf8').catch(() => '');

  it('writes the output of the command to the log', async () => {
    await run('echo "$WORD"; echo no >&2');
    expect(await logged()).toBe('yes\nno\n');
  });

  it('fails with the last lines when the command does', async () => {
    await expect(run('echo broken pipe; exit 3')).rejects.toThrow(/^trying: broken pipe$/m);
  });

  it('terminates the command and all it started, and waits for its clean-up', async () => {
    const stop = new AbortController();
    const outcome = run(PARENT, stop.signal);
    await expect.poll(logged, { timeout: 10_000 }).toMatch(/^\d+\n/);
    stop.abort();
    await expect(outcome).rejects.toThrow(Interrupted);
    const [child, last] = (await logged()).trim().split('\n');
    expect(last).toBe('tidied');
    const stat = () => readFile(`/proc/${child}/stat`, 'utf8').catch(() => 'gone');
    await expect.poll(stat, { timeout: 10_000 }).toMatch(/^gone$|\) Z /);
  });

  it('does not start what was interrupted before', async () => {
    const outcome = run('sleep 3600', AbortSignal.abort());
    await expect(outcome).rejects.toThrow(Interrupted);
  });
});
