import { PACKAGE_ROOT } from '../../host/package-root.js';

/**
 * This project's kernel modules by their names in the kernel: the folder of kernel-patch/ that each
 * is made from, and how. `patched`: the kernel's own macvlan.c is patched, and a part of it; `own`:
 * nothing else is needed.
 */
export const MODULES = {
  napi_macvlan: { folder: 'napi-macvlan', sources: 'patched' },
  direct_macvlan: { folder: 'direct-macvlan', sources: 'patched' },
  softnic: { folder: 'softnic', sources: 'own' },
  frame_sink: { folder: 'frame-sink', sources: 'own' },
} as const satisfies Record<string, { folder: string; sources: 'patched' | 'own' }>;

export type ModuleName = keyof typeof MODULES;

/** Those that are made from the kernel's macvlan.c. */
export type PatchedModule = {
  [Name in ModuleName]: (typeof MODULES)[Name]['sources'] extends 'patched' ? Name : never;
}[ModuleName];
type OwnModule = Exclude<ModuleName, PatchedModule>;

export const PATCHED_MODULES = [
  'napi_macvlan',
  'direct_macvlan',
] as const satisfies readonly PatchedModule[];
export const OWN_MODULES = ['softnic', 'frame_sink'] as const satisfies readonly OwnModule[];
export const MODULE_NAMES = [
  ...PATCHED_MODULES,
  ...OWN_MODULES,
] as const satisfies readonly ModuleName[];

const KERNEL_PATCH = new URL('kernel-patch/', PACKAGE_ROOT);

/** Where this package keeps what modules have in common. */
export const SHARED_FOLDER = new URL('shared/', KERNEL_PATCH);

/** Where this package keeps what a module is made from. */
export const ingredientsFolder = (module: ModuleName): URL =>
  new URL(`${MODULES[module].folder}/`, KERNEL_PATCH);

/** Where a module is built on the machine. On tmpfs, and removed by undo. */
export const buildFolder = (module: ModuleName): string => `/run/vrbench/build/${module}`;

/** A file in a module's build folder. */
export const builtFrom = (module: ModuleName, name: string): string =>
  `${buildFolder(module)}/${name}`;

/** The module, once it is built. */
export const moduleFile = (module: ModuleName): string => builtFrom(module, `${module}.ko`);
