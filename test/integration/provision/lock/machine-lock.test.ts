import { describe, expect, it, vi } from 'vitest';
import type { CommandHost } from '../../../../src/host/command/command-host.js';
import { LOCK_FILE } from '../../../../src/host/command/tenure.js';
import { ConnectionLost, LockLost } from '../../../../src/host/errors.js';
import { openAsRoot, openHost } from '../../../../src/host/open.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import { milliseconds, seconds } from '../../../../src/model/units.js';
import {
  MachineLocked,
  newLocker,
  takeLock,
  type Locker,
} from '../../../../src/provision/lock/machine-lock.js';
import { untilUnlocked } from '../../../../src/provision/lock/until-unlocked.js';
import { sshdProblem, startSshd, type SshdMachine, type SshdOptions } from '../../host/sshd.js';
import { allGone, pidIn, runs } from '../../host/process.js';
import { lock } from './locking.js';

vi.setConfig({ testTimeout: 120_000 });

const skipped = (await sshdProblem()) !== undefined;

const open = async (machine: SshdMachine): Promise<CommandHost> => {
  const configFile = await machine.folder.file('no-config', '');
  return openAsRoot('dut', machine.connection, { configFile });
};
const run = (name: string): Locker => newLocker({ doing: 'run', run: name });
/** Of a controller that says nothing after it has taken the lock, as one that is suspended. */
const silent = (): Locker => ({ ...run('silent'), silence: milliseconds(200), beat: seconds(600) });

const lockFile = (machine: SshdMachine): Promise<string> =>
  machine.run(`cat ${LOCK_FILE} 2>/dev/null || echo none`);
const freed = (machine: SshdMachine): Promise<void> =>
  vi.waitFor(
    async () => {
      expect(await lockFile(machine)).toBe('none');
    },
    { timeout: 30_000, interval: 50 },
  );
/** Kills the process that holds the lock, on its machine. */
const killHolder = (machine: SshdMachine, tenure: string): Promise<string> =>
  machine.run(
    `for each in $(grep -ls VRBENCH_HOLDER=${tenure} /proc/[0-9]*/environ); do kill -KILL "$(echo $each | cut -d/ -f3)"; done`,
  );

/** Starts a child, then runs on, as a build does. */
const BUILD = 'sleep 600 & echo $! >"$1/child"; echo $$ >"$1/parent"; wait';

/** A command that runs on a machine, and the numbers of its processes. */
const startBuild = async (host: Pick<CommandHost, 'run'>, machine: SshdMachine) => {
  const ended = host
    .run(['sh', '-c', BUILD, 'sh', machine.folder.path('.')])
    .catch((error: unknown) => error);
  const pids = await Promise.all(
    ['child', 'parent'].map((name) => pidIn(machine.folder.path(name))),
  );
  return { ended, pids };
};

const started = (options: SshdOptions = {}): Promise<SshdMachine> => startSshd(options);

describe.skipIf(skipped)('a machine whose lock cannot be written', () => {
  it.each([
    ['Read-only file system', 'mount -o remount,ro /run'],
    ['No space left on device', 'mount -o remount,size=64k /run; cat /dev/zero >/run/fill'],
    ['Is a directory', `mkdir ${LOCK_FILE}`],
    ['Read-only file system', 'mount --bind /bin/false /bin/bash; mount -o remount,ro /run'],
  ])('is refused, not taken for locked: %s', async (why, prepare) => {
    await using machine = await started({ prepare: `{ ${prepare}; } 2>/dev/null` });
    await using host = await open(machine);
    const refused = takeLock(host, run('run-1'));
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(
      `locking the machine on dut: ${LOCK_FILE} cannot be written: ${why}\n  fix: make /run writable`,
    );
  });
});

describe.skipIf(skipped)('a lock', () => {
  it("is one controller's, who is named to the others, and leaves nothing", async () => {
    await using machine = await started();
    await using first = await open(machine);
    await using second = await open(machine);
    {
      await using held = await lock(first, run('run-1'));
      await held.run(['true']);
      const refused = takeLock(second, run('run-2'));
      await expect(refused).rejects.toBeInstanceOf(MachineLocked);
      await expect(refused).rejects.toMatchObject({ kind: 'precondition' });
      await expect(refused).rejects.toThrow(
        /^locking the machine on dut: it is locked by \S+@\S+ \(process \d+\): run run-1, since .*\n {2}fix: .*--wait/,
      );
    }
    expect(await lockFile(machine)).toBe('none');
    await (await takeLock(second, run('run-2'))).release();
    expect(await lockFile(machine)).toBe('none');
  });

  it('of a machine with two names is said to be', async () => {
    await using machine = await started();
    await using first = await open(machine);
    await using second = await open(machine);
    const locker = run('run-1');
    await using held = await lock(first, locker);
    await held.run(['true']);
    await expect(takeLock(second, locker)).rejects.toThrow(
      /use one machine name for it in the testbed/,
    );
  });

  it('is waited for, and by whom it is held is said once', async () => {
    await using machine = await started();
    await using first = await open(machine);
    await using second = await open(machine);
    const held = await takeLock(first, run('run-1'));
    const said: string[] = [];
    const waiting = untilUnlocked(
      (attempt) => {
        if (attempt === 3) void held.release();
        return takeLock(second, run('run-2'));
      },
      (text) => said.push(text),
      new AbortController().signal,
    );
    await (await waiting).release();
    expect(said).toEqual([expect.stringMatching(/^waiting for dut: it is locked by .*run-1/)]);
    const stop = new AbortController();
    await using next = await lock(first, run('run-3'));
    await next.run(['true']);
    const interrupted = untilUnlocked(
      () => takeLock(second, run('run-4')),
      () => {
        stop.abort();
      },
      stop.signal,
    );
    await expect(interrupted).rejects.toMatchObject({ kind: 'interrupted' });
  });

  it('is freed when the connection is cut, as by SIGKILL, and what ran there is ended', async () => {
    await using machine = await started();
    await using host = await open(machine);
    const held = await lock(host);
    const { ended, pids } = await startBuild(held, machine);
    machine.cut();
    expect(await ended).toBeInstanceOf(ConnectionLost);
    await allGone(pids);
    await freed(machine);
  });

  it('is freed when the controller falls silent, for which nothing more is run then', async () => {
    await using machine = await started();
    await using host = await open(machine);
    await using held = await lock(host, silent());
    const { ended, pids } = await startBuild(held, machine);
    expect(await ended).toBeInstanceOf(LockLost);
    await allGone(pids);
    await freed(machine);
    await expect(held.run(['touch', machine.folder.path('late')])).rejects.toBeInstanceOf(LockLost);
    expect(await machine.run(`ls ${machine.folder.path('.')}`)).not.toContain('late');
  });

  it('runs nothing for one controller any more that another one has by then', async () => {
    await using machine = await started();
    await using slow = await open(machine);
    const { tenure } = await takeLock(slow, run('run-1'));
    // The controller does not know yet.
    await machine.run(`rm ${LOCK_FILE}`);
    await using other = await open(machine);
    await using held = await lock(other, run('run-2'));
    await held.run(['true']);
    await expect(slow.run(['true'])).rejects.toBeInstanceOf(LockLost);
    await killHolder(machine, tenure);
  });

  it('whose holder was killed is free, and what it left running is ended first, and that alone', async () => {
    await using machine = await started();
    await using host = await open(machine);
    const held = await lock(host);
    const { pids } = await startBuild(held, machine);
    await machine.run(
      `sleep 600 </dev/null >/dev/null 2>&1 & echo $! >${machine.folder.path('other')}`,
    );
    const other = await pidIn(machine.folder.path('other'));
    await killHolder(machine, held.tenure);
    expect(await Promise.all(pids.map(runs))).toEqual([true, true]);
    await using second = await open(machine);
    const next = await takeLock(second, run('run-2'));
    expect(await Promise.all(pids.map(runs))).toEqual([false, false]);
    expect(await runs(other)).toBe(true);
    process.kill(other);
    await next.release();
    expect(await lockFile(machine)).toBe('none');
    await expect(held.run(['true'])).rejects.toBeInstanceOf(LockLost);
  });

  it('is taken from an earlier connection of the same controller at once', async () => {
    await using machine = await started();
    await using lost = await open(machine);
    await using again = await open(machine);
    const locker = run('run-1');
    const first = await takeLock(lost, locker);
    const { pids } = await startBuild(lost, machine);
    const second = await takeLock(again, locker, [first.tenure]);
    await first.over;
    await allGone(pids);
    await again.run(['true']);
    await second.release();
    expect(await lockFile(machine)).toBe('none');
  });

  it('needs flock, whose package is named', async () => {
    await using machine = await started({ files: { '/usr/bin/flock': '' } });
    await using host = await open(machine);
    const refused = takeLock(host, run('run-1'));
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(/missing: flock\n {2}fix: .*util-linux/);
  });

  it('of this computer is taken by the same program', async () => {
    const here = () => openHost('here', { type: 'local', sudo: false });
    const { signal } = new AbortController();
    const lockHere = async () => lock(await here(), run('run-1'));
    // Someone else may be measuring here.
    await using held = await untilUnlocked(lockHere, () => undefined, signal);
    await held.run(['true']);
    await expect(takeLock(await here(), run('run-2'))).rejects.toThrow(/run run-1, since/);
  });
});
