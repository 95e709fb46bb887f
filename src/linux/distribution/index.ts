import type { OsRelease } from '../machine/os-release.js';
import { alpine } from './alpine.js';
import { amazonLinux } from './amazon-linux.js';
import { archLinux } from './arch-linux.js';
import { debian } from './debian.js';
import type { Distribution } from './distribution.js';
import { fedora } from './fedora.js';
import { raspberryPiOs } from './raspberry-pi-os.js';
import { redHat } from './red-hat.js';
import { suse } from './suse.js';
import { ubuntu } from './ubuntu.js';

/** All known distributions, one per file. One recognised by its kernels comes before the one it derives from. */
export const DISTRIBUTIONS: readonly Distribution[] = [
  raspberryPiOs,
  debian,
  ubuntu,
  fedora,
  redHat,
  amazonLinux,
  suse,
  archLinux,
  alpine,
];

/**
 * The distribution of a machine, or the nearest known one it derives from; undefined if there is none.
 * @param release of the kernel that runs there
 */
export const distributionOf = (
  { id, like }: OsRelease,
  release: string,
): Distribution | undefined => {
  const names = [id, ...like];
  const byKernel = DISTRIBUTIONS.find(({ kernels }) => kernels?.test(release) === true);
  if (byKernel !== undefined) return byKernel;
  return names
    .map((name) => DISTRIBUTIONS.find(({ ids }) => ids.includes(name)))
    .find((found) => found !== undefined);
};
