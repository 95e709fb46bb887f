import type { Host } from '../../host/host.js';
import type { KernelIdentity } from '../../linux/uname.js';
import { MODULE_FILE } from './build-commands.js';
import { sha256, type KernelPatch } from './patch.js';

/**
 * Built modules, kept on the DUT from run to run: a build takes 3 s on a PC, but 40 s on an
 * emulated machine. The one thing that stays on a DUT after a run; it may be removed at any time.
 */
const CACHE = '/var/cache/vrbench/napi_macvlan';

/** All a module is made of, except for the compiler: the kernel's own, which does not change. */
export interface Ingredients {
  readonly kernel: KernelIdentity;
  readonly patch: KernelPatch;
  /** The SHA-256 of the source. */
  readonly source: string;
}

const RESTORE = '[ -f "$1" ] && install -D -m 644 -- "$1" "$2"';
// On the disk before it has its name: a kept module is whole or not there.
const STORE = 'install -D -m 644 -- "$1" "$2.new" && sync -- "$2.new" && mv -f -- "$2.new" "$2"';

/** Where the module of these ingredients is kept. */
export const cachedModule = ({ kernel, patch, source }: Ingredients): string => {
  const { release, version, architecture } = kernel;
  const parts = [release, version, architecture, patch.text, patch.makefile, source];
  return `${CACHE}/${sha256(JSON.stringify(parts))}.ko`;
};

/** Puts a kept module in the build folder. @returns whether there was one */
export const restoreModule = async (
  host: Host,
  cached: string,
  signal?: AbortSignal,
): Promise<boolean> => {
  const argv = ['sh', '-c', RESTORE, 'sh', cached, MODULE_FILE] as const;
  return (await host.attempt(argv, signal ? { signal } : {})).exitCode === 0;
};

/** Keeps the module in the build folder. */
export const storeModule = async (
  host: Host,
  cached: string,
  signal?: AbortSignal,
): Promise<void> => {
  await host.run(['sh', '-c', STORE, 'sh', MODULE_FILE, cached], signal ? { signal } : {});
};
