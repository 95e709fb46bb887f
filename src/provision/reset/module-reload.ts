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

/** A data plane that is set up, and the module under it. */
export interface Reloadable {
  /** The ledger's length before the data plane was set up. */
  readonly ledgerMark: number;
  /** This project's module, which was built and loaded before; absent where steps load the kernel's. */
  readonly module?: ModuleName | undefined;
  readonly steps: readonly Step[];
}

/**
 * Takes a data plane down, reloads its module, and sets it up as before. The
 * module's entry stays in the ledger all the while: its undo removes the module, or finds it gone.
 * @throws Failure, after which what was set up again has been undone; Interrupted
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
 * Checks that modules are not loaded yet: one that is may be in use by something else, and
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
    got: 'it is loaded already, and something else may be using it',
    remedy: `rmmod ${taken}, or reset in another way`,
  });
};
