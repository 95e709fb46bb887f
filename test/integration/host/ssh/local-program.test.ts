import { describe, expect, it, vi } from 'vitest';
import { runProgram } from '../../../../src/host/ssh/local-program.js';
import { milliseconds } from '../../../../src/model/units.js';
import { temporaryFolder } from '../keys.js';
import { allGone, pidIn } from '../process.js';

vi.setConfig({ testTimeout: 60_000 });

describe('runProgram', () => {
  it('returns what a program printed, and how it ended', async () => {
    const argv = ['sh', '-c', 'echo out; echo err >&2; exit 3'] as const;
    expect(await runProgram(argv)).toEqual({
      state: 'exited',
      exitCode: 3,
      stdout: 'out',
      stderr: 'err',
    });
  });

  it('says that there is no such program', async () => {
    expect(await runProgram(['no-such-program'])).toEqual({ state: 'not-found' });
  });

  it('kills what does not end, with a child that holds its output open', async () => {
    await using folder = await temporaryFolder();
    const file = folder.path('pid');
    const script = `trap '' TERM; sh -c 'echo $$ > "$1"; exec sleep 600' sh "$1"; wait`;
    const end = await runProgram(['sh', '-c', script, 'sh', file], { limit: milliseconds(500) });
    expect(end).toEqual({ state: 'timed-out' });
    await allGone([await pidIn(file)]);
  });

  it('does not wait for a child that a program leaves behind', async () => {
    await using folder = await temporaryFolder();
    const file = folder.path('pid');
    const script = `setsid sh -c 'echo $$ > "$1"; exec sleep 600' sh "$1" & sleep 600`;
    const end = await runProgram(['sh', '-c', script, 'sh', file], { limit: milliseconds(500) });
    expect(end).toEqual({ state: 'timed-out' });
    // A session of its own is out of reach.
    process.kill(await pidIn(file), 'SIGKILL');
  });

  it('can be interrupted', async () => {
    const stop = new AbortController();
    const running = runProgram(['sleep', '600'], { signal: stop.signal });
    stop.abort();
    expect(await running).toEqual({ state: 'aborted' });
  });

  it('ends a program that prints without end', async () => {
    const end = await runProgram(['yes']);
    expect(end).toMatchObject({ state: 'exited' });
    expect(end).not.toMatchObject({ exitCode: 0 });
  });
});
