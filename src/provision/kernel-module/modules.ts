import { PACKAGE_ROOT } from '../../host/package-root.js';

/**
 * This project's kernel modules by their names in the kernel: the folder of its sources in kernel-patch/,
 * and their kind. `patched`: it includes the kernel's own macvlan.c, patched; `own`: it needs nothing
 * else.
 */
export const MODULES = {
  napi_macvlan: { folder: 'napi-macvlan', sources: 'patched' },
  direct_macvlan: { folder: 'direct-macvlan', sources: 'patched' },
  softnic: { folder: 'softnic', sources: 'own' },
  frame_sink: { folder: 'frame-sink', sources: 'own' },
} as const satisfies Record<string, { folder: string; sources: 'patched' | 'own' }>;

export type ModuleName = keyof typeof MODULES;

/** The modules built from the kernel's macvlan.c. */
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

/** The folder of sources that modules share. */
export const SHARED_FOLDER = new URL('shared/', KERNEL_PATCH);

/** The folder of a module's sources in this package. */
export const ingredientsFolder = (module: ModuleName): URL =>
  new URL(`${MODULES[module].folder}/`, KERNEL_PATCH);

/** The build folder of a module on the machine, on tmpfs, removed by undo. */
export const buildFolder = (module: ModuleName): string => `/run/vrbench/build/${module}`;

/** A file in a module's build folder. */
export const builtFrom = (module: ModuleName, name: string): string =>
  `${buildFolder(module)}/${name}`;

/** The built module. */
export const moduleFile = (module: ModuleName): string => builtFrom(module, `${module}.ko`);
