import { DISTRIBUTIONS, distributionOf } from '../../../linux/distribution/index.js';
import type { PackagedSource } from '../../../linux/distribution/distribution.js';
import type { Platform } from '../../../linux/distribution/remedy.js';

/** macvlan.c within a kernel's source. */
export const inTree = (tree: string): string => `${tree}/drivers/net/macvlan.c`;

/** What a kernel that was built by hand has beside its modules: the tree that it was built in. */
const ownTrees = (release: string): readonly string[] =>
  ['build', 'source'].map((link) => inTree(`/lib/modules/${release}/${link}`));

const filesOf = ({ trees, archives }: PackagedSource): readonly string[] => [
  ...trees.map(inTree),
  ...archives,
];

/**
 * Where the source of a machine's kernel may be, as shell patterns without blanks, in the order in which they
 * are looked at: macvlan.c of the tree that it was built in, then what its distribution has, unpacked or packed.
 */
export const filesOn = ({ os, release }: Platform): readonly string[] => {
  const packaged = distributionOf(os, release)?.source(release);
  return [...ownTrees(release), ...(packaged === undefined ? [] : filesOf(packaged))];
};

/** macvlan.c of whatever kernel, on whatever distribution: patterns for a machine that is not known yet. */
export const ANY_TREES: readonly string[] = [
  ...ownTrees('*'),
  ...new Set(DISTRIBUTIONS.flatMap(({ source }) => source('*').trees).map(inTree)),
];

/** The folders that archives of sources are in. */
export const ARCHIVE_FOLDERS: readonly string[] = ['/usr/src', '/root/rpmbuild/SOURCES'];

/** Whether a file is what a shell pattern means. */
export const matches = (pattern: string, file: string): boolean =>
  new RegExp(
    `^${pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^/]*')}$`,
  ).test(file);
