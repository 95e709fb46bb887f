import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { lastKernelMessages } from '../../linux/kernel/build-output.js';
import { parseLoadedModules } from '../../linux/kernel/modules.js';
import type { Argv } from '../../model/command.js';
import { PreconditionFailure } from '../../model/failure.js';
import { defineStep } from '../define-step.js';
import type { Step } from '../step.js';
import { LoadingNotAllowed, ModuleLoadFailed } from './failures.js';
import { MODULE_NAMES, moduleFile, type ModuleName } from './modules.js';
import { removeModule } from './remove-module.js';

const specSchema = z.strictObject({ module: z.enum(MODULE_NAMES) });
const beforeSchema = z.strictObject({ loaded: z.boolean() });

const SAME_AS_BUILT = '[ "$(cat "/sys/module/$1/srcversion")" = "$(modinfo -F srcversion "$2")" ]';

/** EPERM, in a container or under kernel lockdown. */
const NOT_PERMITTED = 'Operation not permitted';
/** EKEYREJECTED and ENOKEY: no signature, or one by a key that the kernel does not trust. */
const KEY_REJECTED = /Key was rejected by service|Required key not available/;

/** The trailer of a signed module (MODULE_SIG_STRING of include/linux/module_signature.h). */
const IS_SIGNED = '[ "$(tail --bytes=28 -- "$1")" = "~Module signature appended~" ]';

const isLoaded = async (host: Host, module: ModuleName, signal?: AbortSignal): Promise<boolean> => {
  const { stdout } = await host.run(['cat', '/proc/modules'], { signal });
  return parseLoadedModules(stdout).has(module);
};

/** A module that is already loaded is accepted if it was built from the same source. */
const requireSame = async (host: Host, module: ModuleName, signal?: AbortSignal): Promise<void> => {
  const argv = ['sh', '-c', SAME_AS_BUILT, 'sh', module, moduleFile(module)] as const;
  const { exitCode } = await host.attempt(argv, { signal });
  if (exitCode === 0) return;
  throw new PreconditionFailure({
    attempted: `loading ${module}`,
    where: host.name,
    got: 'another version of it is already loaded',
    remedy: `rmmod ${module}`,
  });
};

const insmod = (module: ModuleName): Argv => ['insmod', moduleFile(module)];

/**
 * Loads the module that the step before built.
 * @throws LoadingNotAllowed
 * @throws ModuleLoadFailed with the last lines of the kernel log
 */
export const loadBuiltModule = defineStep({
  kind: 'module-load',
  spec: specSchema,
  before: beforeSchema,
  describe: ({ module }) => [{ argv: insmod(module) }],
  read: async (host, { module }, signal) => ({ loaded: await isLoaded(host, module, signal) }),
  apply: async (host, { module }, signal) => {
    if (await isLoaded(host, module, signal)) {
      await requireSame(host, module, signal);
      return;
    }
    const options = { signal };
    const { exitCode, stderr } = await host.attempt(insmod(module), options);
    if (exitCode === 0) return;
    if (stderr.includes(NOT_PERMITTED))
      throw new LoadingNotAllowed(module, host.name, stderr.trim());
    if (KEY_REJECTED.test(stderr)) {
      const signed = ['sh', '-c', IS_SIGNED, 'sh', moduleFile(module)] as const;
      const wants = (await host.attempt(signed, options)).exitCode === 0 ? 'signed' : 'unsigned';
      throw new LoadingNotAllowed(module, host.name, stderr.trim(), wants);
    }
    const log = await host.attempt(['dmesg'], options);
    throw new ModuleLoadFailed(module, host.name, stderr, lastKernelMessages(log.stdout));
  },
  undo: async (host, { module }, { loaded }) => {
    if (!loaded) await removeModule(host, module);
  },
});

/** The same for a module by its name. */
export const moduleLoad = (module: ModuleName): Step => loadBuiltModule({ module });
