import { resolve } from 'node:path';
import { z } from 'zod';
import type { KernelSource } from '../../config/testbed.js';
import type { Host, RunOptions } from '../../host/host.js';
import { parseBuildErrors } from '../../linux/kernel-build-output.js';
import { parseFailedHunks } from '../../linux/kernel-patch-output.js';
import { parseUname, type KernelIdentity } from '../../linux/uname.js';
import type { Argv } from '../../model/command.js';
import type { Json } from '../../model/json.js';
import { seconds } from '../../model/units.js';
import type { Step } from '../step.js';
import {
  applyPatch,
  MAKE,
  MAKEFILE,
  PATCH_FILE,
  placeSource,
  REMOVE_BUILD,
  SOURCE_FILE,
} from './build-commands.js';
import { requireBuildTools } from './build-tools.js';
import { cachedModule, restoreModule, storeModule } from './cache.js';
import { BuildFailed, PatchFailed } from './failures.js';
import {
  debianArchive,
  findSource,
  fingerprint,
  sourceSchema,
  type FoundSource,
  type Source,
} from './kernel-source.js';
import { patchFor, type KernelPatch } from './patch.js';

const specSchema = z.strictObject({ source: sourceSchema });

/** Unpacking and compiling, on an emulated machine. */
const deadline = seconds(900);

interface Site {
  readonly kernel: KernelIdentity;
  readonly patch: KernelPatch;
  readonly source: FoundSource;
}

/** Everything a build needs. @throws PreconditionFailure for what is missing */
const survey = async (host: Host, source: Source, signal?: AbortSignal): Promise<Site> => {
  const { stdout } = await host.run(['uname', '-srvm'], signal ? { signal } : {});
  const kernel = parseUname(stdout, host.name);
  const patch = await patchFor(kernel.release, host.name);
  const found = await findSource(host, source, patch.line, signal);
  const unpacking = found.kind === 'archive' ? ['tar', 'xz'] : [];
  await requireBuildTools(host, kernel.release, ['make', 'gcc', 'patch', ...unpacking], signal);
  return { kernel, patch, source: found };
};

/** @throws PatchFailed, BuildFailed */
const compile = async (
  host: Host,
  { kernel: { release }, patch, source }: Site,
  options: RunOptions,
): Promise<void> => {
  await host.upload(
    [
      { path: MAKEFILE, content: patch.makefile },
      { path: PATCH_FILE, content: patch.text },
      ...(source.kind === 'text' ? [{ path: SOURCE_FILE, content: source.text }] : []),
    ],
    options.signal ? { signal: options.signal } : {},
  );
  for (const argv of placeSource(source)) await host.run(argv, options);
  const trial = await host.attempt(applyPatch('dry-run'), options);
  if (trial.exitCode !== 0) {
    const said = trial.stdout + trial.stderr;
    throw new PatchFailed(host.name, release, parseFailedHunks(said), said);
  }
  await host.run(applyPatch('for-real'), options);
  const made = await host.attempt(MAKE, options);
  if (made.exitCode !== 0) {
    throw new BuildFailed(host.name, release, parseBuildErrors(made.stdout + made.stderr));
  }
};

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

const step = (spec: z.output<typeof specSchema>): Step => ({
  kind: 'module-build',
  spec,
  describe: () =>
    [...describedSource(spec.source), applyPatch('dry-run'), applyPatch('for-real'), MAKE].map(
      (argv) => ({ argv }),
    ),
  // The build folder is vrbench's own: nothing in it was there before.
  read: async (host, signal) => {
    await survey(host, spec.source, signal);
    return null;
  },
  apply: async (host, signal) => {
    const site = await survey(host, spec.source, signal);
    const source = await fingerprint(host, site.source, signal);
    const cached = cachedModule({ ...site, source });
    if (await restoreModule(host, cached, signal)) return;
    await compile(host, site, { deadline, ...(signal && { signal }) });
    await storeModule(host, cached, signal);
  },
  undo: async (host) => {
    await host.run(REMOVE_BUILD);
  },
});

/**
 * Builds napi_macvlan.ko on the DUT from the DUT's own kernel source, or takes the one it built
 * before from the same ingredients.
 * @param folder what a relative file name in `source` is relative to: the testbed's folder
 */
export const moduleBuild = (source: KernelSource, folder: string): Step =>
  step({
    source: source.type === 'file' ? { type: 'file', file: resolve(folder, source.file) } : source,
  });

export const moduleBuildFromSpec = (spec: Json): Step => step(specSchema.parse(spec));
