import type { Host } from '../../host/host.js';
import type { KernelIdentity } from '../../linux/kernel/release.js';
import { moduleFile, type ModuleName } from './modules.js';
import { sha256OfAll } from './recipe.js';

/**
 * Built modules, kept on the machine from run to run: a build takes 3 s on a PC, but 40 s on an
 * emulated machine. The one thing that stays after a run; it may be removed at any time.
 */
const CACHE = '/var/cache/vrbench';

const RESTORE = '[ -f "$1" ] && install -D -m 644 -- "$1" "$2"';
// On the disk before it has its name: a kept module is whole or not there.
const STORE = 'install -D -m 644 -- "$1" "$2.new" && sync -- "$2.new" && mv -f -- "$2.new" "$2"';

/**
 * Where a module is kept: its name says all that it is made of, except for the compiler, which is
 * the kernel's own and does not change.
 * @param fingerprint of its ingredients
 */
export const cachedModule = (
  module: ModuleName,
  { release, version, architecture }: KernelIdentity,
  fingerprint: string,
): string => `${CACHE}/${module}/${sha256OfAll([release, version, architecture, fingerprint])}.ko`;

/** Puts a kept module in the build folder. @returns whether there was one */
export const restoreModule = async (
  host: Host,
  module: ModuleName,
  cached: string,
  signal?: AbortSignal,
): Promise<boolean> => {
  const argv = ['sh', '-c', RESTORE, 'sh', cached, moduleFile(module)] as const;
  return (await host.attempt(argv, { signal })).exitCode === 0;
};

/** Keeps the module in the build folder. */
export const storeModule = async (
  host: Host,
  module: ModuleName,
  cached: string,
  signal?: AbortSignal,
): Promise<void> => {
  const argv = ['sh', '-c', STORE, 'sh', moduleFile(module), cached] as const;
  await host.run(argv, { signal });
};
