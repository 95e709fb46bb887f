import type { Argv } from '../../model/command.js';
import type { OsRelease } from '../machine/os-release.js';
import { debian } from './debian.js';
import type { Distribution } from './distribution.js';
import { distributionOf } from './index.js';
import { isTool, type Packaged } from './tool.js';

/** The distribution that a machine runs, and its kernel. */
export interface Platform {
  readonly os: OsRelease;
  /** `uname -r` */
  readonly release: string;
}

/** What a machine is without. */
export interface Missing {
  readonly tools?: readonly string[] | undefined;
  /** Kernel releases whose headers are missing. */
  readonly headers?: readonly string[] | undefined;
  /** Kernel releases whose source is missing. */
  readonly sources?: readonly string[] | undefined;
  /** The kernel's own modules. */
  readonly modules?: readonly string[] | undefined;
}

/** Phrases on what to install, each package once, and on what is not packaged. */
interface Wanted {
  readonly packages: readonly string[];
  readonly unpackaged: readonly string[];
}

const wantedIn = (
  distribution: Distribution,
  { tools = [], headers = [], sources = [] }: Missing,
): Wanted => {
  const found: readonly Packaged[] = [
    ...tools.map((tool) => (isTool(tool) ? distribution.tools[tool] : tool)),
    ...headers.map(distribution.headers),
    ...sources
      .map(distribution.source)
      .map(({ package: name, get }) => name ?? { unpackaged: get }),
  ];
  const packages = found.flatMap((each) => (typeof each === 'string' ? [each] : []));
  const phrases = found.flatMap((each) => (typeof each === 'string' ? [] : [each.unpackaged]));
  return {
    packages: [...new Set(packages)],
    unpackaged: [...new Set(phrases)],
  };
};

const missingRemedy = (distribution: Distribution, missing: Missing, release: string): string => {
  const { packages, unpackaged } = wantedIn(distribution, missing);
  const { headers = [], modules = [] } = missing;
  return [
    ...(packages.length === 0 ? [] : [[...distribution.install, ...packages].join(' ')]),
    ...unpackaged,
    ...(headers.length === 0
      ? []
      : ['if that header package is no longer available, upgrade the kernel and restart']),
    ...(modules.length === 0
      ? []
      : [`boot a kernel package that has the modules: ${distribution.modules(release)}`]),
  ].join('; ');
};

/**
 * A remedy for a machine's distribution; if that is unknown, for Debian as an
 * example.
 * @param words the remedy on a distribution
 */
export const remedyOn = (
  { os, release }: Platform,
  words: (distribution: Distribution, release: string) => string,
): string => {
  const distribution = distributionOf(os, release);
  return distribution === undefined
    ? `as the distribution does it; on Debian: ${words(debian, release)}`
    : words(distribution, release);
};

/** How to get the source of a machine's kernel, for macvlan.c. */
export const sourceRemedy = (platform: Platform): string =>
  `${remedyOn(platform, ({ source }, release) => source(release).get)}; or name macvlan.c, the kernel's source or its archive in the testbed's kernelSource`;

/** How to get what is missing on a machine. */
export const packageRemedy = (platform: Platform, missing: Missing): string =>
  remedyOn(platform, (distribution, release) => missingRemedy(distribution, missing, release));

/**
 * The command that installs the missing packages without a prompt; undefined if the
 * distribution is not known, or no package has it.
 */
export const installCommand = ({ os, release }: Platform, missing: Missing): Argv | undefined => {
  const distribution = distributionOf(os, release);
  if (distribution === undefined) return undefined;
  const { modules = [] } = missing;
  const more = modules.length === 0 ? [] : (distribution.modulePackages?.(release) ?? []);
  const packages = [...wantedIn(distribution, missing).packages, ...more];
  return packages.length === 0 ? undefined : [...distribution.installUnasked, ...packages];
};

/** The command that updates a machine's package lists, if installing does not. */
export const refreshCommand = ({ os, release }: Platform): Argv | undefined =>
  distributionOf(os, release)?.refresh;
