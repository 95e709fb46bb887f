import { cachedImage, type Image } from '../../../src/lab/image/cache.js';
import { installMissingPackages } from '../../../src/lab/local/packages.js';
import { recipeFor, type ImageRecipe, type Suite } from '../../../src/lab/image/recipe.js';
import { NO_FAST_STRINGS } from '../../../src/lab/machine/qemu.js';
import { FETCH_BACKPORT, FETCH_SELFTESTS, KEEP_SELFTESTS } from './hooks.js';

/** Debian's kernels: of its releases, and of their backports. The last one is the newest. */
export const DEBIAN_KERNELS = [
  'bookworm',
  'bookworm-backports',
  'trixie',
  'trixie-backports',
] as const;
export type DebianKernel = (typeof DEBIAN_KERNELS)[number];

/** What the kernel's selftests take, besides what every machine has. */
const SELFTEST_TOOLS = [
  'iputils-arping',
  'iputils-ping',
  'jq',
  'libteam-utils',
  'netsniff-ng',
  'nftables',
  'tcpdump',
];

const isKernel = (name: string): boolean => name.startsWith('linux-');

const backport = (suite: Suite): ImageRecipe => {
  const recipe = recipeFor(suite);
  return {
    ...recipe,
    packages: recipe.packages.map((name) => (isKernel(name) ? `${name}/${suite}-backports` : name)),
    source: { ...recipe.source, package: 'linux-source' },
    hooks: { ...recipe.hooks, fetchSource: FETCH_BACKPORT },
  };
};

const RECIPES: Readonly<Record<DebianKernel, () => ImageRecipe>> = {
  bookworm: () => recipeFor('bookworm'),
  'bookworm-backports': () => backport('bookworm'),
  trixie: () => recipeFor('trixie'),
  'trixie-backports': () => backport('trixie'),
};

const withSelftests = (recipe: ImageRecipe): ImageRecipe => ({
  ...recipe,
  packages: [...recipe.packages, ...SELFTEST_TOOLS],
  hooks: {
    fetchSource: FETCH_SELFTESTS,
    writeImage: KEEP_SELFTESTS + recipe.hooks.writeImage,
  },
});

const built = async (recipe: ImageRecipe): Promise<Image> => {
  const { signal } = new AbortController();
  await installMissingPackages({ signal, onInstall: () => undefined });
  return cachedImage(recipe, { signal, onProgress: () => undefined });
};

/**
 * QEMU 7.2 leaves wrong flags behind where this kernel's code has CMPXCHG16B, and the kernel dies of a
 * double fault.
 */
const PARAMETERS: Partial<Record<DebianKernel, readonly string[]>> = {
  'bookworm-backports': [`${NO_FAST_STRINGS},cx16`],
};

/** An image with one of Debian's kernels and the modules built for it. */
export const kernelImage = async (kernel: DebianKernel): Promise<Image> => ({
  ...(await built(RECIPES[kernel]())),
  parameters: PARAMETERS[kernel],
});

/** The same, with the kernel's own selftests in /usr/src/selftests, and the tools they take. */
export const selftestImage = (suite: Suite): Promise<Image> =>
  built(withSelftests(recipeFor(suite)));
