import type { CommandHost } from '../../host/command/command-host.js';
import { CommandFailed, ConnectionLost, LockLost } from '../../host/errors.js';
import type { Output } from '../../host/host.js';
import type { LockedHost } from '../../host/locked-host.js';
import { hostIn } from '../../host/namespaced-host.js';
import type { Argv } from '../../model/command.js';
import type { MachineLock } from './machine-lock.js';

/** The exit codes of commands ended by SIGTERM and SIGKILL. */
const TERMINATED: readonly number[] = [128 + 15, 128 + 9];

/**
 * A host while its machine's lock is held. If the lock is lost, the connection is closed, and every
 * command fails like over a lost connection. Disposing of it frees the lock.
 */
export const lockedHost = (host: CommandHost, lock: MachineLock): LockedHost => {
  let over = false;
  let why: unknown;
  const closed = lock.over
    .then((cause) => {
      over = true;
      why = cause;
      return host[Symbol.asyncDispose]();
    })
    .catch(() => undefined);
  const isOver = (): boolean => over;
  /** A lost lock terminates commands; a further command then fails with the real cause. */
  const checkAfter = async ({ exitCode }: Pick<Output, 'exitCode'>): Promise<void> => {
    if (TERMINATED.includes(exitCode)) await host.run(['true']);
  };
  const held = async <Result>(argv: Argv, work: () => Promise<Result>): Promise<Result> => {
    if (isOver()) throw new LockLost(host.name, argv, why);
    try {
      return await work();
    } catch (error) {
      // The connection was closed meanwhile.
      if (isOver() && error instanceof ConnectionLost) throw new LockLost(host.name, argv, why);
      if (error instanceof CommandFailed) await checkAfter(error.output);
      throw error;
    }
  };
  const locked: LockedHost = {
    name: host.name,
    tenure: lock.tenure,
    in: (namespace) => hostIn(locked, namespace),
    run: (argv, options) => held(argv, () => host.run(argv, options)),
    attempt: (argv, options) =>
      held(argv, async () => {
        const output = await host.attempt(argv, options);
        await checkAfter(output);
        return output;
      }),
    withLineProtocol: (argv, session, options) =>
      held(argv, () => host.withLineProtocol(argv, session, options)),
    upload: (files, options) =>
      held(['upload', ...files.map(({ path }) => path)], () => host.upload(files, options)),
    [Symbol.asyncDispose]: async () => {
      await lock.release();
      // The machine did not answer in time.
      if (!isOver()) await host[Symbol.asyncDispose]();
      await closed;
    },
  };
  return locked;
};
