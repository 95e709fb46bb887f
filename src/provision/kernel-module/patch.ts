import { readdir, readFile } from 'node:fs/promises';
import { kernelLine } from '../../linux/kernel/release.js';
import { PreconditionFailure } from '../../model/failure.js';
import { ingredientsFolder, type PatchedModule } from './modules.js';
import { sha256 } from './recipe.js';

/** The oldest kernel line that this project's modules are made for. */
const OLDEST_LINE = '5.15';

/** What is changed in a kernel's macvlan.c for a module. */
export interface KernelPatch {
  /** The kernel line it is for: 6.1. */
  readonly line: string;
  readonly text: string;
  /** Of the text, in hexadecimal. */
  readonly sha256: string;
}

/** Whether a kernel line comes before another. */
const isBefore = (line: string, other: string): boolean =>
  line.localeCompare(other, 'en', { numeric: true }) < 0;

/** The only kernel lines that a module is for, where it is not for all from the oldest on. */
const linesOf = async (module: PatchedModule): Promise<readonly string[] | undefined> => {
  const folder = ingredientsFolder(module);
  if (!(await readdir(folder)).includes('kernels')) return undefined;
  return (await readFile(new URL('kernels', folder), 'utf8')).trim().split('\n');
};

const refused = (module: PatchedModule, where: string, got: string, remedy: string) =>
  new PreconditionFailure({ attempted: `preparing to build ${module}`, where, got, remedy });

/**
 * The patch of a module for a kernel.
 * @param release as `uname -r` prints it
 * @param where the machine that runs it
 * @throws PreconditionFailure for a kernel that the module is not made for; it says what is
 */
export const patchFor = async (
  module: PatchedModule,
  release: string,
  where: string,
): Promise<KernelPatch> => {
  const line = kernelLine(release);
  if (isBefore(line, OLDEST_LINE)) {
    throw refused(
      module,
      where,
      `it is made for Linux ${OLDEST_LINE} and later, and this is ${release}`,
      "boot a later kernel, or leave out the data planes that need it: ip-forwarder and the kernel's own macvlan need no module",
    );
  }
  const lines = await linesOf(module);
  if (lines !== undefined && !lines.includes(line)) {
    throw refused(
      module,
      where,
      `it is made for Linux ${lines.join(' and ')} only, and this is ${release}`,
      `leave out the data plane that needs it (napi-macvlan and softnet-macvlan work on Linux ${OLDEST_LINE} and later), or boot one of those kernels`,
    );
  }
  const text = await readFile(new URL('macvlan.patch', ingredientsFolder(module)), 'utf8');
  return { line, text, sha256: sha256(text) };
};
