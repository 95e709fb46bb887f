import type { Host } from '../../host/host.js';
import type { KernelIdentity } from '../../linux/kernel/release.js';
import { moduleFile, type ModuleName } from './modules.js';
import { sha256OfAll } from './recipe.js';

/**
 * Cache of built modules on the machine: a build takes 3 s on a PC, but 40 s on an
 * emulated machine. It is all that remains after a run, and may be removed at any time.
 */
const CACHE = '/var/cache/vrbench';

const RESTORE = '[ -f "$1" ] && install -D -m 644 -- "$1" "$2"';
// Synced before it is renamed, so that a cached module is never partial.
const STORE = 'install -D -m 644 -- "$1" "$2.new" && sync -- "$2.new" && mv -f -- "$2.new" "$2"';

/**
 * The path of a cached module: its name is a hash of everything it is built from except the compiler,
 * which is that of the kernel and does not change.
 * @param fingerprint of its ingredients
 */
export const cachedModule = (
  module: ModuleName,
  { release, version, architecture }: KernelIdentity,
  fingerprint: string,
): string => `${CACHE}/${module}/${sha256OfAll([release, version, architecture, fingerprint])}.ko`;

/** Copies a cached module to the build folder. @returns whether there was one */
export const restoreModule = async (
  host: Host,
  module: ModuleName,
  cached: string,
  signal?: AbortSignal,
): Promise<boolean> => {
  const argv = ['sh', '-c', RESTORE, 'sh', cached, moduleFile(module)] as const;
  return (await host.attempt(argv, { signal })).exitCode === 0;
};

/** Caches the module in the build folder. */
export const storeModule = async (
  host: Host,
  module: ModuleName,
  cached: string,
  signal?: AbortSignal,
): Promise<void> => {
  const argv = ['sh', '-c', STORE, 'sh', moduleFile(module), cached] as const;
  await host.run(argv, { signal });
};
