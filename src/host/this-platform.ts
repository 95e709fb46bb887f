import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import type { Platform } from '../linux/distribution/remedy.js';
import { parseOsRelease } from '../linux/machine/os-release.js';

/** The distribution and kernel of this computer, for remedies to carry out here. */
export const thisPlatform = async (): Promise<Platform> => {
  const text = await readFile('/etc/os-release', 'utf8')
    .catch(() => readFile('/usr/lib/os-release', 'utf8'))
    .catch(() => '');
  return { os: parseOsRelease(text), release: release() };
};
