import { createHash } from 'node:crypto';
import type { TestbedFile } from '../../config/testbed/testbed-file.js';
import { GUEST_FILES, type GuestFile } from './guest-files.js';
import { FETCH_SOURCE, WRITE_IMAGE } from './hooks.js';
import { moduleSources } from './module-sources.js';

/** A Debian release that machines can run. */
export type Suite = NonNullable<TestbedFile['lab']>['suite'];

/** Everything that determines the contents of an image. */
export interface ImageRecipe {
  readonly suite: Suite;
  readonly packages: readonly string[];
  /** Patterns of files that dpkg does not install. */
  readonly excluded: readonly string[];
  /** The package with the kernel's source, and the file of it to put into /usr/src. */
  readonly source: { readonly package: string; readonly file: string };
  readonly files: readonly GuestFile[];
  readonly hooks: { readonly fetchSource: string; readonly writeImage: string };
  readonly fileSystem: { readonly size: string; readonly options: readonly string[] };
}

/** The package with the source of each release's kernel. */
const SOURCE_PACKAGE: Readonly<Record<Suite, string>> = {
  bookworm: 'linux-source-6.1',
  trixie: 'linux-source-6.12',
};

const PACKAGES = [
  // Debian's kernel for virtual machines: it has pktgen and macvlan, but no hardware drivers.
  'linux-image-cloud-amd64',
  'linux-headers-cloud-amd64',
  // The benchmark
  'ethtool',
  'iproute2',
  'kmod',
  'procps',
  // Building a kernel module
  'gcc',
  'libc6-dev',
  'make',
  'patch',
  // Reaching the machine
  'busybox-static',
  'openssh-server',
];

/**
 * The recipe for a lab's machines.
 * @param extra packages that the testbed asks for
 */
export const recipeFor = (suite: Suite, extra: readonly string[] = []): ImageRecipe => ({
  suite,
  packages: [...PACKAGES, ...[...new Set(extra)].sort()],
  excluded: ['doc', 'info', 'locale', 'man'].map((folder) => `/usr/share/${folder}/*`),
  source: { package: SOURCE_PACKAGE[suite], file: 'drivers/net/macvlan.c' },
  files: [...GUEST_FILES, ...moduleSources()],
  hooks: { fetchSource: FETCH_SOURCE, writeImage: WRITE_IMAGE },
  fileSystem: {
    size: '1536M',
    // What machines write is discarded: a journal would only cost time.
    options: ['-O', '^has_journal,^metadata_csum', '-E', 'nodiscard', '-m', '0', '-N', '65536'],
  },
});

/** The key of a recipe's image: a hash of the recipe. */
export const recipeKey = (recipe: ImageRecipe): string =>
  createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16);
