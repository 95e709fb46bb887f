import { readdirSync, readFileSync } from 'node:fs';
import type { Platform } from '../../../src/linux/distribution/remedy.js';
import { parseUname } from '../../../src/linux/kernel/release.js';
import { parseOsRelease } from '../../../src/linux/machine/os-release.js';

const FIXTURES = new URL('../../fixtures/linux/', import.meta.url);

/** Machines by what they run, whose os-release and `uname -srvm` are among the fixtures. */
export const MACHINES: readonly string[] = readdirSync(new URL('os-release', FIXTURES)).map(
  (file) => file.replace(/\.txt$/, ''),
);

const captured = (kind: 'os-release' | 'uname', machine: string): string =>
  readFileSync(new URL(`${kind}/${machine}.txt`, FIXTURES), 'utf8');

/** Its os-release, as text. */
export const osReleaseOf = (machine: string): string => captured('os-release', machine);

/** Its kernel's release. */
export const releaseOf = (machine: string): string =>
  parseUname(captured('uname', machine)).release;

/** Both, parsed. */
export const platformAt = (machine: string): Platform => ({
  os: parseOsRelease(osReleaseOf(machine)),
  release: releaseOf(machine),
});
