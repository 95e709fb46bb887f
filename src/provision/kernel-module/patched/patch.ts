import { readFile } from 'node:fs/promises';
import { requireLine } from '../kernel-lines.js';
import { ingredientsFolder, type PatchedModule } from '../modules.js';
import { sha256 } from '../recipe.js';

/** The changes to a kernel's macvlan.c for a module: the same for all supported kernels. */
export interface KernelPatch {
  readonly text: string;
  /** Of the text, in hexadecimal. */
  readonly sha256: string;
}

/**
 * The patch of a module for a kernel.
 * @param release as `uname -r` prints it
 * @param where the machine that runs it
 * @throws PreconditionFailure for a kernel that the module does not support; it says which it does
 */
export const patchFor = async (
  module: PatchedModule,
  release: string,
  where: string,
): Promise<KernelPatch> => {
  await requireLine(module, release, where);
  const text = await readFile(new URL('macvlan.patch', ingredientsFolder(module)), 'utf8');
  return { text, sha256: sha256(text) };
};
