import { chmod, symlink } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CommandFailed, DeadlineExceeded } from '../../../../src/host/errors.js';
import { openHost } from '../../../../src/host/open.js';
import { Interrupted } from '../../../../src/model/failure.js';
import { seconds } from '../../../../src/model/units.js';
import { temporaryFolder, type Folder } from '../keys.js';
import { allGone, pidIn } from '../process.js';

/** What takes the place of coreutils' timeout; undefined: nothing does. */
const REFUSING = {
  busybox: `#!/bin/sh
echo "timeout: unrecognized option '--verbose'" >&2
exit 1`,
  missing: undefined,
};
/** As uutils' ends. */
const UUTILS = `#!/bin/sh
/usr/bin/timeout "$@"
code=$?
[ "$code" -ne 124 ] || code=125
exit "$code"`;
const TOOLS = ['sh', 'sleep', 'setsid', 'cat', 'kill'];

/** Writes its own process number and a child's to files, then waits longer than any test. */
const LINGER = `echo $$ > "$1/parent"; sleep 600 & echo $! > "$1/child"; wait`;
/** The same, but only SIGKILL ends it. */
const RESIST = `trap '' TERM; ${LINGER}; wait`;

/** A folder with the only programs there are. */
const programs = async (timeout: string | undefined): Promise<Folder> => {
  const folder = await temporaryFolder();
  for (const tool of TOOLS) await symlink(`/usr/bin/${tool}`, folder.path(tool));
  if (timeout !== undefined) await chmod(await folder.file('timeout', timeout), 0o755);
  return folder;
};

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Runs a program that lingers, and asserts that the deadline ends all of it. */
const endsAtDeadline = async (timeout: string | undefined, program: string): Promise<void> => {
  await using folder = await programs(timeout);
  vi.stubEnv('PATH', folder.path(''));
  await using host = await openHost('here', { type: 'local', sudo: false });
  const argv = ['sh', '-c', program, 'sh', folder.path('')] as const;
  const ended = expect(host.run(argv, { deadline: seconds(1) })).rejects.toThrow(DeadlineExceeded);
  const pids = [await pidIn(folder.path('parent')), await pidIn(folder.path('child'))];
  await ended;
  await allGone(pids);
};

describe("a machine whose timeout is uutils's", () => {
  it.each([
    ['obeys', LINGER],
    ['ignores SIGTERM', RESIST],
  ])('ends a command that %s, and its children, at the deadline', async (_how, program) => {
    await endsAtDeadline(UUTILS, program);
  });
});

describe.each(Object.entries(REFUSING))('a machine whose timeout is %s', (_kind, timeout) => {
  it.each([
    ['obeys', LINGER],
    ['ignores SIGTERM', RESIST],
  ])('ends a command that %s, and its children, at the deadline', async (_how, program) => {
    await endsAtDeadline(timeout, program);
  });

  it('ends it when aborted', async () => {
    await using folder = await programs(timeout);
    vi.stubEnv('PATH', folder.path(''));
    await using host = await openHost('here', { type: 'local', sudo: false });
    const stop = new AbortController();
    const running = host.run(['sh', '-c', LINGER, 'sh', folder.path('')], { signal: stop.signal });
    const ended = expect(running).rejects.toThrow(Interrupted);
    const pids = [await pidIn(folder.path('parent')), await pidIn(folder.path('child'))];
    stop.abort();
    await ended;
    await allGone(pids);
  });

  it('passes input, output and exit code on', async () => {
    await using folder = await programs(timeout);
    vi.stubEnv('PATH', folder.path(''));
    await using host = await openHost('here', { type: 'local', sudo: false });
    const text = await host.run(['cat'], { stdin: 'one\ntwo' });
    expect(text.stdout).toBe('one\ntwo');
    const failed = await host.attempt(['sh', '-c', 'echo no >&2; exit 7']);
    expect(failed).toMatchObject({ exitCode: 7, stdout: '', stderr: 'no\n' });
    await expect(host.run(['sh', '-c', 'exit 3'])).rejects.toThrow(CommandFailed);
    const answers = await host.withLineProtocol(['cat'], async (ask) => [
      await ask('a'),
      await ask('b'),
    ]);
    expect(answers).toEqual(['a', 'b']);
  });
});
