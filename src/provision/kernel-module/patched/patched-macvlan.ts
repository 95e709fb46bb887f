import { parseFailedHunks } from '../../../linux/kernel/build-output.js';
import type { Argv } from '../../../model/command.js';
import { PatchFailed } from '../failures.js';
import { findSource, fingerprint, type FoundSource, type Source } from './kernel-source.js';
import { buildFolder, builtFrom, type PatchedModule } from '../modules.js';
import { ownSourcesOf, uploadsOf } from '../own-sources.js';
import { patchFor } from './patch.js';
import { sha256OfAll, type Recipe } from '../recipe.js';
import { isArchive, unpackingTools, unpackMacvlan } from './source-archive.js';

const sourceFile = (module: PatchedModule): string => builtFrom(module, 'macvlan.c');
const patchFile = (module: PatchedModule): string => builtFrom(module, 'macvlan.patch');

/** Puts the DUT's own macvlan.c in the build folder; one from this computer is uploaded instead. */
const placeSource = (module: PatchedModule, source: FoundSource): readonly Argv[] => {
  switch (source.kind) {
    case 'file':
      return [['install', '-D', '--mode=644', '--', source.path, sourceFile(module)]];
    case 'archive':
      return [
        ['mkdir', '--parents', buildFolder(module)],
        unpackMacvlan(source.path, buildFolder(module)),
      ];
    case 'text':
      return [];
  }
};

/**
 * Patches macvlan.c. No fuzz: macvlan.c is repetitive, and a hunk applied at a wrong place may
 * still compile.
 */
const applyPatch = (module: PatchedModule, mode: 'dry-run' | 'for-real'): Argv => [
  'patch',
  '--force',
  '--fuzz=0',
  ...(mode === 'dry-run' ? ['--dry-run'] : []),
  sourceFile(module),
  patchFile(module),
];

/** Placeholder for the distribution's source, whose path only the machine knows. */
const PACKAGED = 'KERNEL-SOURCE.tar.xz';

const describedSource = (module: PatchedModule, source: Source): readonly Argv[] => {
  switch (source.type) {
    case 'distribution':
      return placeSource(module, { kind: 'archive', path: PACKAGED });
    case 'path':
      return placeSource(module, {
        kind: isArchive(source.path) ? 'archive' : 'file',
        path: source.path,
      });
    case 'file':
      return [];
  }
};

/** A module that includes the kernel's macvlan.c, patched on the machine that has it. */
export const patchedMacvlan = (module: PatchedModule, source: Source): Recipe => ({
  describe: () => [
    ...describedSource(module, source),
    applyPatch(module, 'dry-run'),
    applyPatch(module, 'for-real'),
  ],
  gather: async (asked, release, asking) => {
    const patch = await patchFor(module, release, asked.name);
    const own = await ownSourcesOf(module);
    const found = await findSource(asked, source, release, asking);
    return {
      tools: ['patch', ...(found.kind === 'archive' ? unpackingTools(found.path) : [])],
      fingerprint: async (host, signal) =>
        sha256OfAll([patch.text, own.sha256, await fingerprint(host, found, signal)]),
      place: async (host, options) => {
        await host.upload(
          [
            ...uploadsOf(module, own),
            { path: patchFile(module), content: patch.text },
            ...(found.kind === 'text' ? [{ path: sourceFile(module), content: found.text }] : []),
          ],
          options.signal && { signal: options.signal },
        );
        for (const argv of placeSource(module, found)) await host.run(argv, options);
        const trial = await host.attempt(applyPatch(module, 'dry-run'), options);
        if (trial.exitCode !== 0) {
          const said = trial.stdout + trial.stderr;
          throw new PatchFailed(module, host.name, release, parseFailedHunks(said), said);
        }
        await host.run(applyPatch(module, 'for-real'), options);
      },
    };
  },
});
