import { createHash } from 'node:crypto';
import type { NicModel } from '../../config/testbed/lab/nic-models.js';
import type { TestbedFile } from '../../config/testbed/testbed-file.js';
import { NIC_DEVICES } from '../machine/nic-device.js';
import { driverFile, guestFiles, type GuestFile } from './guest-files.js';
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
 * The kernel for virtual machines has pktgen, macvlan and ext4, but no hardware drivers; the other one takes more
 * room, and has ext4 as a module.
 */
const KERNELS = {
  'cloud-amd64': { size: '1536M', fileSystem: [] },
  amd64: { size: '2304M', fileSystem: ['crc32c_generic', 'ext4'] },
} as const;

/**
 * The recipe for a lab's machines.
 * @param extra packages that the testbed asks for
 * @param nic the model of their test ports
 */
export const recipeFor = (
  suite: Suite,
  extra: readonly string[] = [],
  nic: NicModel = 'virtio',
): ImageRecipe => {
  const { kernel, driver } = NIC_DEVICES[nic];
  return {
    suite,
    packages: [
      `linux-image-${kernel}`,
      `linux-headers-${kernel}`,
      ...PACKAGES,
      ...[...new Set(extra)].sort(),
    ],
    excluded: ['doc', 'info', 'locale', 'man'].map((folder) => `/usr/share/${folder}/*`),
    source: { package: SOURCE_PACKAGE[suite], file: 'drivers/net/macvlan.c' },
    files: [
      ...guestFiles(KERNELS[kernel].fileSystem),
      ...(driver === undefined ? [] : [driverFile(driver)]),
      ...moduleSources(),
    ],
    hooks: { fetchSource: FETCH_SOURCE, writeImage: WRITE_IMAGE },
    fileSystem: {
      size: KERNELS[kernel].size,
      // What machines write is discarded: a journal would only cost time.
      options: ['-O', '^has_journal,^metadata_csum', '-E', 'nodiscard', '-m', '0', '-N', '65536'],
    },
  };
};

/** The key of a recipe's image: a hash of the recipe. */
export const recipeKey = (recipe: ImageRecipe): string =>
  createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16);
