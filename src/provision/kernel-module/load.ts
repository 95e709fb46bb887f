import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { lastKernelMessages } from '../../linux/kernel-build-output.js';
import { parseLoadedModules } from '../../linux/kernel-modules.js';
import type { Argv } from '../../model/command.js';
import { PreconditionFailure } from '../../model/failure.js';
import type { Json } from '../../model/json.js';
import type { Step } from '../step.js';
import { MODULE, MODULE_FILE } from './build-commands.js';
import { ModuleLoadFailed } from './failures.js';
import { removeModule } from './remove-module.js';

const beforeSchema = z.strictObject({ loaded: z.boolean() });

const INSMOD: Argv = ['insmod', MODULE_FILE];
const SAME_AS_BUILT = '[ "$(cat "/sys/module/$1/srcversion")" = "$(modinfo -F srcversion "$2")" ]';

const isLoaded = async (host: Host, signal?: AbortSignal): Promise<boolean> => {
  const { stdout } = await host.run(['cat', '/proc/modules'], signal ? { signal } : {});
  return parseLoadedModules(stdout).has(MODULE);
};

/** One that somebody else loaded serves as well, if it is made from the same source. */
const requireSame = async (host: Host, signal?: AbortSignal): Promise<void> => {
  const argv = ['sh', '-c', SAME_AS_BUILT, 'sh', MODULE, MODULE_FILE] as const;
  const { exitCode } = await host.attempt(argv, signal ? { signal } : {});
  if (exitCode === 0) return;
  throw new PreconditionFailure({
    attempted: `loading ${MODULE}`,
    where: host.name,
    got: 'another version of it is loaded already',
    remedy: `rmmod ${MODULE}`,
  });
};

/**
 * Loads the module that the step before built.
 * @throws ModuleLoadFailed with the last lines of the kernel log
 */
export const moduleLoad = (): Step => ({
  kind: 'module-load',
  spec: null,
  describe: () => [{ argv: INSMOD }],
  read: async (host, signal) => ({ loaded: await isLoaded(host, signal) }),
  apply: async (host, signal) => {
    if (await isLoaded(host, signal)) {
      await requireSame(host, signal);
      return;
    }
    const options = signal ? { signal } : {};
    const { exitCode, stderr } = await host.attempt(INSMOD, options);
    if (exitCode === 0) return;
    const log = await host.attempt(['dmesg'], options);
    throw new ModuleLoadFailed(host.name, stderr, lastKernelMessages(log.stdout));
  },
  undo: async (host, before) => {
    if (!beforeSchema.parse(before).loaded) await removeModule(host, MODULE);
  },
});

export const moduleLoadFromSpec = (spec: Json): Step => {
  z.null().parse(spec);
  return moduleLoad();
};
