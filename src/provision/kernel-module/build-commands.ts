import type { Argv } from '../../model/command.js';
import type { FoundSource } from './kernel-source.js';

/** Where the module is built on the DUT. On tmpfs, and removed by undo. */
export const BUILD_FOLDER = '/run/vrbench/build/napi_macvlan';
/** The name in the kernel, of the module and of the first of its two link kinds. */
export const MODULE = 'napi_macvlan';

const file = (name: string): string => `${BUILD_FOLDER}/${name}`;

export const SOURCE_FILE = file('macvlan.c');
export const PATCH_FILE = file('napi_macvlan.patch');
export const MAKEFILE = file('Makefile');
export const MODULE_FILE = file('napi_macvlan.ko');

/** Puts the DUT's own macvlan.c in the build folder; one from this computer is uploaded instead. */
export const placeSource = (source: FoundSource): readonly Argv[] => {
  switch (source.kind) {
    case 'file':
      return [['install', '-D', '--mode=644', '--', source.path, SOURCE_FILE]];
    case 'archive':
      return [
        ['mkdir', '--parents', BUILD_FOLDER],
        [
          'tar',
          '--extract',
          '--xz',
          `--file=${source.path}`,
          `--directory=${BUILD_FOLDER}`,
          '--no-same-owner',
          `--strip-components=${source.member.split('/').length - 1}`,
          // Ends the unpacking of 130 MB as soon as the one file is out.
          '--occurrence=1',
          source.member,
        ],
      ];
    case 'text':
      return [];
  }
};

/**
 * Makes napi_macvlan.c from macvlan.c. No fuzz: macvlan.c repeats itself, and a hunk that is put
 * where it nearly fits may well compile.
 */
export const applyPatch = (mode: 'dry-run' | 'for-real'): Argv => [
  'patch',
  '--force',
  '--fuzz=0',
  ...(mode === 'dry-run' ? ['--dry-run'] : []),
  `--output=${file('napi_macvlan.c')}`,
  SOURCE_FILE,
  PATCH_FILE,
];

/**
 * Builds against the running kernel's headers. Without debugging information the code is the same
 * and the build a fifth shorter.
 */
export const MAKE: Argv = [
  'make',
  `--directory=${BUILD_FOLDER}`,
  'modules',
  'CONFIG_DEBUG_INFO=',
  'CONFIG_DEBUG_INFO_BTF_MODULES=',
];

/** Removes the build folder, and its parent when no other build is in it. */
export const REMOVE_BUILD: Argv = [
  'sh',
  '-c',
  'rm -rf -- "$1" && { rmdir -- "${1%/*}" 2>/dev/null || :; }',
  'sh',
  BUILD_FOLDER,
];
