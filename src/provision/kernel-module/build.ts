import { resolve } from 'node:path';
import { z } from 'zod';
import type { KernelSource, ModuleSigning } from '../../config/testbed/module-schema.js';
import type { Host, RunOptions } from '../../host/host.js';
import { parseBuildErrors } from '../../linux/kernel/build-output.js';
import { parseUname, type KernelIdentity } from '../../linux/kernel/release.js';
import type { Argv } from '../../model/command.js';
import { seconds } from '../../model/units.js';
import { defineStep } from '../define-step.js';
import type { Step } from '../step.js';
import { requireAll } from '../requirements/requirements.js';
import { cachedModule, restoreModule, storeModule } from './cache.js';
import { BuildFailed } from './failures.js';
import { sourceSchema } from './patched/kernel-source.js';
import { requireLoading } from './loading-allowed.js';
import {
  buildFolder,
  OWN_MODULES,
  PATCHED_MODULES,
  type ModuleName,
  type PatchedModule,
} from './modules.js';
import { ownSources } from './own-sources.js';
import { patchedMacvlan } from './patched/patched-macvlan.js';
import type { Ingredients, Recipe } from './recipe.js';
import { readKeyPair, signingSchema } from './signing/key-pair.js';
import { signBuilt, signModule } from './signing/sign.js';

const signing = z.exactOptional(signingSchema);
const specSchema = z.discriminatedUnion('module', [
  z.strictObject({ module: z.enum(PATCHED_MODULES), source: sourceSchema, signing }),
  z.strictObject({ module: z.enum(OWN_MODULES), signing }),
]);
type Spec = z.output<typeof specSchema>;

const recipeOf = (spec: Spec): Recipe =>
  'source' in spec ? patchedMacvlan(spec.module, spec.source) : ownSources(spec.module);

/** Unpacking and compiling, on an emulated machine. */
const deadline = seconds(900);

/**
 * Builds against the running kernel's headers. Without debugging information the code is the same
 * and the build a fifth shorter. The compiler's temporary files are in the folder that undo removes.
 */
const make = (module: ModuleName): Argv => [
  'make',
  `--directory=${buildFolder(module)}`,
  'modules',
  'CONFIG_DEBUG_INFO=',
  'CONFIG_DEBUG_INFO_BTF_MODULES=',
  `TMPDIR=${buildFolder(module)}`,
];

/** Removes the build folder, and its parent when no other build is in it. */
const removeBuild = (module: ModuleName): Argv => [
  'sh',
  '-c',
  'rm -rf -- "$1" && { rmdir -- "${1%/*}" 2>/dev/null || :; }',
  'sh',
  buildFolder(module),
];

interface Site {
  readonly kernel: KernelIdentity;
  readonly ingredients: Ingredients;
}

const visit = async (host: Host, recipe: Recipe, signal?: AbortSignal): Promise<Site> => {
  const { stdout } = await host.run(['uname', '-srvm'], { signal });
  const kernel = parseUname(stdout, host.name);
  return { kernel, ingredients: await recipe.gather(host, kernel.release, signal) };
};

/** @throws PatchFailed, BuildFailed */
const compile = async (
  host: Host,
  module: ModuleName,
  { kernel, ingredients }: Site,
  options: RunOptions,
): Promise<void> => {
  await ingredients.place(host, options);
  const { exitCode, stdout, stderr } = await host.attempt(make(module), options);
  if (exitCode === 0) return;
  throw new BuildFailed(module, host.name, kernel.release, parseBuildErrors(stdout + stderr));
};

const buildOrRestore = async (host: Host, spec: Spec, signal?: AbortSignal): Promise<void> => {
  const { module } = spec;
  const site = await visit(host, recipeOf(spec), signal);
  const fingerprint = await site.ingredients.fingerprint(host, signal);
  const cached = cachedModule(module, site.kernel, fingerprint);
  if (await restoreModule(host, module, cached, signal)) return;
  await compile(host, module, site, { deadline, signal });
  await storeModule(host, module, cached, signal);
};

/**
 * Builds a module on a machine, or uses the one it built before from the same ingredients, and signs it
 * if there is a key. The cached module is not signed.
 */
export const moduleBuild = defineStep({
  kind: 'module-build',
  spec: specSchema,
  before: z.null(),
  independent: true,
  describe: (spec) =>
    [
      ...recipeOf(spec).describe(),
      make(spec.module),
      ...(spec.signing === undefined ? [] : [signModule(spec.module)]),
    ].map((argv) => ({ argv })),
  // The build folder belongs to vrbench, so there is no previous state.
  read: async (host, spec, signal) => {
    const { module, signing } = spec;
    const signed = signing !== undefined;
    if (signing !== undefined) await readKeyPair(signing);
    await requireLoading(host, module, { signed, signal });
    const { kernel, ingredients } = await visit(host, recipeOf(spec), signal);
    const attempted = `preparing to build ${module} for kernel ${kernel.release}`;
    const { tools } = ingredients;
    await requireAll(host, attempted, [{ tools, modules: [], builds: module, signed }], signal);
    return null;
  },
  apply: async (host, spec, signal) => {
    const { module, signing } = spec;
    await buildOrRestore(host, spec, signal);
    if (signing !== undefined) await signBuilt(host, module, signing, { signal });
  },
  undo: async (host, { module }) => {
    await host.run(removeBuild(module));
  },
});

const signedWith = (signing: ModuleSigning | undefined): { signing?: ModuleSigning } =>
  signing === undefined ? {} : { signing };

/**
 * Builds a module on the DUT from the DUT's own kernel source, or uses the one it built before from
 * the same ingredients.
 * @param folder the base of a relative file name in `source`: the testbed's folder
 */
export const buildPatched = (
  module: PatchedModule,
  source: KernelSource,
  folder: string,
  signing?: ModuleSigning,
): Step =>
  moduleBuild({
    module,
    source: source.type === 'file' ? { type: 'file', file: resolve(folder, source.file) } : source,
    ...signedWith(signing),
  });

/** Builds softnic.ko on a machine, or uses the one it built before from the same sources. */
export const buildSoftnic = (signing?: ModuleSigning): Step =>
  moduleBuild({ module: 'softnic', ...signedWith(signing) });

/** Builds frame_sink.ko on the sink, or uses the one it built before from the same sources. */
export const buildFrameSink = (signing?: ModuleSigning): Step =>
  moduleBuild({ module: 'frame_sink', ...signedWith(signing) });
