import { readdir, readFile } from 'node:fs/promises';
import { kernelLine } from '../../linux/kernel/release.js';
import { PreconditionFailure } from '../../model/failure.js';
import { ingredientsFolder, type ModuleName } from './modules.js';

/** The oldest kernel line that this project's modules support. */
const OLDEST_LINE = '5.15';
/** The newest one that they have been built for. Later ones may work, as macvlan.c changes slowly. */
const NEWEST_LINE = '7.3';

/** The kernel lines that the modules have been built for, in words. */
export const BUILT_LINES = `Linux ${OLDEST_LINE} to ${NEWEST_LINE}`;

/** Red Hat's kernels contain backports from later versions: 5.14.0-427.el9. */
const WITH_BACKPORTS = /\.el\d/;

const NO_MODULE =
  "ip-forwarder, the kernel's own macvlan, bridges and switches need no vrbench module";

/** Whether a kernel line comes before another. */
const isBefore = (line: string, other: string): boolean =>
  line.localeCompare(other, 'en', { numeric: true }) < 0;

/**
 * Why a kernel is too old for this project's modules, as a phrase; undefined if it is not.
 * @param release as `uname -r` prints it
 * @throws ParseFailure if it is not a kernel release
 */
export const tooOld = (release: string): string | undefined => {
  if (!isBefore(kernelLine(release), OLDEST_LINE)) return undefined;
  const backports = WITH_BACKPORTS.test(release)
    ? ', which Red Hat has modified with backports'
    : '';
  return `made for Linux ${OLDEST_LINE} and later, and this is ${release}${backports}`;
};

/** The remedy for a kernel that is too old. */
export const NEWER = `boot a later kernel, or leave out what needs it, as vrbench run --skip-unavailable does: ${NO_MODULE}`;

/** The only kernel lines that a module supports; undefined if it supports all from the oldest on. */
const linesOf = async (module: ModuleName): Promise<readonly string[] | undefined> => {
  const folder = ingredientsFolder(module);
  if (!(await readdir(folder)).includes('kernels')) return undefined;
  return (await readFile(new URL('kernels', folder), 'utf8')).trim().split('\n');
};

/**
 * Checks that a module supports a kernel.
 * @param release as `uname -r` prints it
 * @param where the machine that runs it
 * @throws PreconditionFailure that says which kernels it supports, and what works on this one
 */
export const requireLine = async (
  module: ModuleName,
  release: string,
  where: string,
): Promise<void> => {
  const refused = (got: string, remedy: string) =>
    new PreconditionFailure({ attempted: `preparing to build ${module}`, where, got, remedy });
  const old = tooOld(release);
  if (old !== undefined) throw refused(`it is ${old}`, NEWER);
  const lines = await linesOf(module);
  if (lines !== undefined && !lines.includes(kernelLine(release))) {
    throw refused(
      `it is made for Linux ${lines.join(' and ')} only, and this is ${release}`,
      `leave out the data plane that needs it, as vrbench run --skip-unavailable does (napi-macvlan and softnet-macvlan work on Linux ${OLDEST_LINE} and later), or boot one of those kernels`,
    );
  }
};
