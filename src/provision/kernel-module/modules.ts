/** This project's kernel modules, by their names in the kernel. */
export const MODULE_NAMES = ['napi_macvlan', 'softnic', 'frame_sink'] as const;
export type ModuleName = (typeof MODULE_NAMES)[number];

/**
 * The folder of kernel-patch/ that each is made from, and how. `patched`: the kernel's own source
 * is patched; `own`: nothing else is needed.
 */
export const MODULES = {
  napi_macvlan: { folder: 'napi-macvlan', sources: 'patched' },
  softnic: { folder: 'softnic', sources: 'own' },
  frame_sink: { folder: 'frame-sink', sources: 'own' },
} as const satisfies Record<ModuleName, { folder: string; sources: 'patched' | 'own' }>;

/** src/ and dist/ are both one level below the package's root. */
const KERNEL_PATCH = new URL('../../../kernel-patch/', import.meta.url);

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
