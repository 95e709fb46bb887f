import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Failure, Interrupted, reasonOf } from '../../model/failure.js';

/** How a lock is acquired. */
export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called when another process holds the lock, before waiting for it. Throw to give up. */
  readonly onHeld: () => void;
}

/** Reports that the lock is held, then holds it until standard input ends, at the latest with its owner. */
const HOLD = 'echo held; exec cat';

type Holder = ChildProcessByStdio<Writable, Readable, null>;

const acquire = async (
  path: string,
  wait: boolean,
  signal?: AbortSignal,
): Promise<Holder | undefined> => {
  const flock = wait ? [] : ['--nonblock'];
  // Detached: ^C must not release the lock before its owner has cleaned up.
  const holder = spawn('flock', [...flock, '--exclusive', path, 'sh', '-c', HOLD], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const cancel = (): void => {
    holder.kill();
  };
  signal?.addEventListener('abort', cancel);
  try {
    const outcome = await Promise.race([
      once(holder.stdout, 'data').then(() => 'held' as const),
      once(holder, 'exit').then(() => 'refused' as const),
    ]);
    return outcome === 'held' ? holder : undefined;
  } catch (cause) {
    const got = reasonOf(cause);
    throw new Failure({ attempted: `locking ${path}`, got, cause });
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
};

/**
 * Does some work while holding a lock between processes of this computer. The kernel releases it
 * when its holder exits, so a crash leaves no stale lock, only the empty file.
 * @param path the lock file, created if missing
 * @throws Interrupted, Failure, and whatever `onHeld` and the work throw
 */
export const withLock = async <Result>(
  path: string,
  { signal, onHeld }: LockOptions,
  work: () => Promise<Result>,
): Promise<Result> => {
  await mkdir(dirname(path), { recursive: true });
  let holder = await acquire(path, false, signal);
  if (holder === undefined && signal?.aborted !== true) {
    onHeld();
    holder = await acquire(path, true, signal);
  }
  if (holder === undefined) throw new Interrupted('waiting for another vrbench');
  try {
    return await work();
  } finally {
    const released = once(holder, 'exit');
    holder.stdin.end();
    await released;
  }
};
