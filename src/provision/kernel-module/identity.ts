import type { Host } from '../../host/host.js';
import { MODULES, type ModuleName, type PatchedModule } from './modules.js';
import { ownSourcesOf } from './own-sources.js';
import { patchFor } from './patched/patch.js';

/** The SHA-256, in hexadecimal, that identifies a module's sources, by kind. */
interface Origins {
  /** Of the patch's text. */
  readonly patched: { readonly patchSha256: string };
  /** Of this project's sources. */
  readonly own: { readonly sourceSha256: string };
}

/** Which module was loaded, for the archive. */
export type ModuleIdentity<Name extends ModuleName = ModuleName> = {
  readonly name: Name;
  /** The kernel's hash over the module's sources. */
  readonly srcversion: string;
  /** The kernel it is loaded in, `uname -r`. */
  readonly kernelRelease: string;
} & Origins[(typeof MODULES)[Name]['sources']];

const patched =
  (module: PatchedModule) =>
  async (release: string, where: string): Promise<Origins['patched']> => ({
    patchSha256: (await patchFor(module, release, where)).sha256,
  });

const ORIGINS: {
  [Name in ModuleName]: (
    release: string,
    where: string,
  ) => Promise<Origins[(typeof MODULES)[Name]['sources']]>;
} = {
  napi_macvlan: patched('napi_macvlan'),
  direct_macvlan: patched('direct_macvlan'),
  softnic: async () => ({ sourceSha256: (await ownSourcesOf('softnic')).sha256 }),
  frame_sink: async () => ({ sourceSha256: (await ownSourcesOf('frame_sink')).sha256 }),
};

/** The identity of a loaded module. @throws CommandFailed if it is not loaded */
export const moduleIdentity = async <Name extends ModuleName>(
  host: Host,
  module: Name,
): Promise<ModuleIdentity<Name>> => {
  const [srcversion, release] = await Promise.all([
    host.run(['cat', `/sys/module/${module}/srcversion`]),
    host.run(['uname', '-r']),
  ]);
  const kernelRelease = release.stdout.trim();
  const origin = await ORIGINS[module](kernelRelease, host.name);
  return { name: module, srcversion: srcversion.stdout.trim(), kernelRelease, ...origin };
};
