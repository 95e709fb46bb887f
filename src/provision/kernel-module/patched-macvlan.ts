import { parseFailedHunks } from '../../linux/kernel/build-output.js';
import type { Argv } from '../../model/command.js';
import { PatchFailed } from './failures.js';
import {
  debianArchive,
  findSource,
  fingerprint,
  type FoundSource,
  type Source,
} from './kernel-source.js';
import { buildFolder, builtFrom } from './modules.js';
import { patchFor } from './patch.js';
import { sha256OfAll, type Recipe } from './recipe.js';

const FOLDER = buildFolder('napi_macvlan');
const file = (name: string): string => builtFrom('napi_macvlan', name);
const SOURCE_FILE = file('macvlan.c');
const PATCH_FILE = file('napi_macvlan.patch');

/** Puts the DUT's own macvlan.c in the build folder; one from this computer is uploaded instead. */
const placeSource = (source: FoundSource): readonly Argv[] => {
  switch (source.kind) {
    case 'file':
      return [['install', '-D', '--mode=644', '--', source.path, SOURCE_FILE]];
    case 'archive':
      return [
        ['mkdir', '--parents', FOLDER],
        [
          'tar',
          '--extract',
          '--xz',
          `--file=${source.path}`,
          `--directory=${FOLDER}`,
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
const applyPatch = (mode: 'dry-run' | 'for-real'): Argv => [
  'patch',
  '--force',
  '--fuzz=0',
  ...(mode === 'dry-run' ? ['--dry-run'] : []),
  `--output=${file('napi_macvlan.c')}`,
  SOURCE_FILE,
  PATCH_FILE,
];

const describedSource = (source: Source): readonly Argv[] => {
  switch (source.type) {
    case 'debian-package':
      return placeSource(debianArchive('X.Y'));
    case 'path':
      return placeSource({ kind: 'file', path: source.path });
    case 'file':
      return [];
  }
};

/** napi_macvlan: the kernel's macvlan.c, patched on the machine that has it. */
export const patchedMacvlan = (source: Source): Recipe => ({
  describe: () => [...describedSource(source), applyPatch('dry-run'), applyPatch('for-real')],
  gather: async (asked, release, asking) => {
    const patch = await patchFor(release, asked.name);
    const found = await findSource(asked, source, patch.line, asking);
    return {
      tools: ['patch', ...(found.kind === 'archive' ? ['tar', 'xz'] : [])],
      fingerprint: async (host, signal) =>
        sha256OfAll([patch.text, patch.makefile, await fingerprint(host, found, signal)]),
      place: async (host, options) => {
        await host.upload(
          [
            { path: file('Makefile'), content: patch.makefile },
            { path: PATCH_FILE, content: patch.text },
            ...(found.kind === 'text' ? [{ path: SOURCE_FILE, content: found.text }] : []),
          ],
          options.signal && { signal: options.signal },
        );
        for (const argv of placeSource(found)) await host.run(argv, options);
        const trial = await host.attempt(applyPatch('dry-run'), options);
        if (trial.exitCode !== 0) {
          const said = trial.stdout + trial.stderr;
          throw new PatchFailed(host.name, release, parseFailedHunks(said), said);
        }
        await host.run(applyPatch('for-real'), options);
      },
    };
  },
});
