import { describe, expect, it } from 'vitest';
import {
  configOf,
  logOf,
  startDaemon,
  stopDaemon,
  type PtpDaemon,
} from '../../../../src/linux/ptp/daemon.js';
import type { Host } from '../../../../src/host/host.js';
import type { Argv } from '../../../../src/model/command.js';
import { openSandbox, sandboxProblem } from '../../provision/sandbox.js';

const DAEMON: PtpDaemon = { folder: '/run/vrbench-daemon', running: 'it runs' };
const MARK = 'VRBENCH_LOCK';

/** A program that has its configuration on its command line, as those of linuxptp have. */
const program = (does: string): Argv => ['sh', '-c', does, configOf(DAEMON)];
const start = (host: Host, does: string) => {
  const { argv, stdin } = startDaemon(DAEMON, MARK, program(does), 'a configuration\n');
  return host.attempt(['env', `${MARK}=1`, ...argv], { stdin });
};
const stop = (host: Host) => host.attempt(stopDaemon(DAEMON));

/** Says that it runs, by what it was started with, and waits: `wait` can be interrupted by a trap. */
const RUNS =
  'cat "$0"; echo "it runs, mark ${VRBENCH_LOCK-none}"; while :; do sleep 60 & wait; done';

const skipped = (await sandboxProblem()) !== undefined;

describe.skipIf(skipped)('a program that runs until it is ended', { timeout: 60_000 }, () => {
  const commandLines = async (host: Host): Promise<number> => {
    // The pattern does not match itself.
    const count = 'grep -lse "$1/[c]onfig" /proc/[0-9]*/cmdline | wc -l';
    const { stdout } = await host.run(['sh', '-c', count, 'sh', DAEMON.folder]);
    return Number(stdout);
  };

  it('is started with its configuration, without the mark of the lock, and leaves nothing when it is ended', async () => {
    await using host = await openSandbox();
    expect(await start(host, RUNS)).toMatchObject({ exitCode: 0, stderr: '' });
    const { stdout } = await host.run(['cat', logOf(DAEMON)]);
    expect(stdout).toBe('a configuration\nit runs, mark none\n');
    expect(await commandLines(host)).toBeGreaterThan(0);

    expect(await stop(host)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await commandLines(host)).toBe(0);
    expect((await host.attempt(['test', '-e', DAEMON.folder])).exitCode).toBe(1);
    expect((await stop(host)).exitCode).toBe(0);
  });

  it('is ended by force where it does not end', async () => {
    await using host = await openSandbox();
    expect((await start(host, `trap '' TERM; ${RUNS}`)).exitCode).toBe(0);
    expect((await stop(host)).exitCode).toBe(0);
    expect(await commandLines(host)).toBe(0);
  });

  it('fails with what it printed where it ends at once, and is not started twice', async () => {
    await using host = await openSandbox();
    const failed = await start(host, 'echo "no such device"; exit 1');
    expect(failed).toMatchObject({ exitCode: 1, stderr: 'no such device\n' });
    expect((await start(host, RUNS)).exitCode).not.toBe(0);
    await stop(host);
    expect((await start(host, RUNS)).exitCode).toBe(0);
    await stop(host);
  });
});
