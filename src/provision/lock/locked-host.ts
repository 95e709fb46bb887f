import type { CommandHost } from '../../host/command/command-host.js';
import { LockLost } from '../../host/errors.js';
import type { LockedHost } from '../../host/locked-host.js';
import { hostIn } from '../../host/namespaced-host.js';
import type { Argv } from '../../model/command.js';
import type { MachineLock } from './machine-lock.js';

/**
 * A host for as long as its machine's lock is held. When the lock is lost the connection is closed, and
 * every command fails as over a lost connection. Disposing of it frees the lock.
 */
export const lockedHost = (host: CommandHost, lock: MachineLock): LockedHost => {
  let over = false;
  const closed = lock.over.then(async () => {
    over = true;
    await host[Symbol.asyncDispose]();
  });
  const held = <Result>(argv: Argv, work: () => Promise<Result>): Promise<Result> =>
    over ? Promise.reject(new LockLost(host.name, argv)) : work();
  const locked: LockedHost = {
    name: host.name,
    tenure: lock.tenure,
    in: (namespace) => hostIn(locked, namespace),
    run: (argv, options) => held(argv, () => host.run(argv, options)),
    attempt: (argv, options) => held(argv, () => host.attempt(argv, options)),
    withLineProtocol: (argv, session, options) =>
      held(argv, () => host.withLineProtocol(argv, session, options)),
    upload: (files, options) =>
      held(['upload', ...files.map(({ path }) => path)], () => host.upload(files, options)),
    [Symbol.asyncDispose]: async () => {
      await lock.release();
      // A machine that did not answer in time.
      if (!over) await host[Symbol.asyncDispose]();
      await closed;
    },
  };
  return locked;
};
