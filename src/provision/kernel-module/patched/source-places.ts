import { distributionOf } from '../../../linux/distribution/index.js';
import type { PackagedSource } from '../../../linux/distribution/distribution.js';
import type { Platform } from '../../../linux/distribution/remedy.js';

/** macvlan.c within a kernel's source. */
export const inTree = (tree: string): string => `${tree}/drivers/net/macvlan.c`;

/** A manually built kernel links to its build tree next to its modules. */
const ownTrees = (release: string): readonly string[] =>
  ['build', 'source'].map((link) => inTree(`/lib/modules/${release}/${link}`));

const filesOf = ({ trees, archives }: PackagedSource): readonly string[] => [
  ...trees.map(inTree),
  ...archives,
];

/**
 * Where the source of a machine's kernel may be, as shell patterns without blanks, in search order:
 * macvlan.c of its build tree, then the distribution's source, unpacked or packed.
 */
export const filesOn = ({ os, release }: Platform): readonly string[] => {
  const packaged = distributionOf(os, release)?.source(release);
  return [...ownTrees(release), ...(packaged === undefined ? [] : filesOf(packaged))];
};
