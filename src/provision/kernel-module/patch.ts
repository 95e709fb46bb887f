import { readdir, readFile } from 'node:fs/promises';
import { kernelLine } from '../../linux/kernel/release.js';
import { PreconditionFailure } from '../../model/failure.js';
import { ingredientsFolder } from './modules.js';
import { sha256 } from './recipe.js';

const FOLDER = ingredientsFolder('napi_macvlan');

/** What makes napi_macvlan out of a kernel's macvlan.c. */
export interface KernelPatch {
  /** The kernel line it is for: 6.1. */
  readonly line: string;
  readonly text: string;
  readonly makefile: string;
  /** Of the patch's text, in hexadecimal. */
  readonly sha256: string;
}

/** The kernel lines there is a patch for, one file each. */
export const supportedLines = async (): Promise<readonly string[]> =>
  (await readdir(FOLDER))
    .filter((name) => name.endsWith('.patch'))
    .map((name) => name.slice(0, -'.patch'.length))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

/**
 * The patch for a kernel.
 * @param release as `uname -r` prints it
 * @param where the machine that runs it
 * @throws PreconditionFailure for a line without a patch; it lists those that have one
 */
export const patchFor = async (release: string, where: string): Promise<KernelPatch> => {
  const line = kernelLine(release);
  const supported = await supportedLines();
  if (!supported.includes(line)) {
    throw new PreconditionFailure({
      attempted: 'choosing the napi_macvlan patch',
      where,
      got: `there is none for kernel ${release}; supported: ${supported.join(', ')}`,
      remedy: 'boot a supported kernel, or port the patch: docs/kernel-modules.md',
    });
  }
  const text = await readFile(new URL(`${line}.patch`, FOLDER), 'utf8');
  const makefile = await readFile(new URL('Makefile', FOLDER), 'utf8');
  return { line, text, makefile, sha256: sha256(text) };
};
