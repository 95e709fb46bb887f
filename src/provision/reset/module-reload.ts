import type { Host } from '../../host/host.js';
import type { LockedHost } from '../../host/locked-host.js';
import { parseLoadedModules } from '../../linux/kernel/modules.js';
import { PreconditionFailure } from '../../model/failure.js';
import { moduleLoad } from '../kernel-module/load.js';
import type { ModuleName } from '../kernel-module/modules.js';
import { removeModule } from '../kernel-module/remove-module.js';
import { provision, type ProvisionOptions } from '../provision.js';
import type { Step } from '../step.js';
import { teardown } from '../teardown.js';

/** A data plane that is set up, and its module. */
export interface Reloadable {
  /** The ledger's length before the data plane was set up. */
  readonly ledgerMark: number;
  /** This project's module, which was built and loaded before; absent if steps load a module of the kernel. */
  readonly module?: ModuleName | undefined;
  readonly steps: readonly Step[];
}

/**
 * Tears a data plane down, reloads its module, and sets the data plane up again. The
 * module's entry stays in the ledger: its undo removes the module, if it is loaded.
 * @throws Failure, after undoing what was set up again; Interrupted
 */
export const reloadModule = async (
  host: LockedHost,
  { ledgerMark, module, steps }: Reloadable,
  options: ProvisionOptions,
): Promise<void> => {
  await teardown(host, { ledgerMark, run: options.runId });
  if (module !== undefined) {
    await removeModule(host, module);
    await moduleLoad(module).apply(host, options.signal);
  }
  await provision(host, steps, options);
};

/**
 * Checks that modules are not loaded yet: a loaded one may be in use by something else, and
 * would not be reloaded. Changes nothing.
 * @throws PreconditionFailure
 */
export const requireUnloaded = async (
  host: Host,
  modules: readonly string[],
  signal: AbortSignal,
): Promise<void> => {
  const { stdout } = await host.run(['cat', '/proc/modules'], { signal });
  const loaded = parseLoadedModules(stdout);
  const taken = modules.find((module) => loaded.has(module));
  if (taken === undefined) return;
  throw new PreconditionFailure({
    attempted: `preparing to reload module ${taken} as a reset`,
    where: host.name,
    got: 'it is already loaded, and something else may be using it',
    remedy: `rmmod ${taken}, or reset in another way`,
  });
};
