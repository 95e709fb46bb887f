import type { Host } from '../../host/host.js';
import { MODULE } from './build-commands.js';
import { patchFor } from './patch.js';

/** Which module was measured, for the archive. */
export interface ModuleIdentity {
  readonly name: typeof MODULE;
  /** The kernel's hash over the module's sources. */
  readonly srcversion: string;
  /** The kernel it is loaded in, `uname -r`. */
  readonly kernelRelease: string;
  /** The SHA-256 of the patch's text, in hexadecimal. */
  readonly patchSha256: string;
}

/** The identity of the loaded module. @throws CommandFailed when it is not loaded */
export const moduleIdentity = async (host: Host): Promise<ModuleIdentity> => {
  const { stdout } = await host.run(['cat', `/sys/module/${MODULE}/srcversion`]);
  const kernelRelease = (await host.run(['uname', '-r'])).stdout.trim();
  const { sha256 } = await patchFor(kernelRelease, host.name);
  return { name: MODULE, srcversion: stdout.trim(), kernelRelease, patchSha256: sha256 };
};
