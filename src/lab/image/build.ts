import { chmod, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseBuildErrors } from '../../linux/kernel/build-output.js';
import { Failure } from '../../model/failure.js';
import { runLocally } from '../local/command.js';
import { runGuarded } from '../local/child-guard.js';
import { writeTar } from '../local/tar.js';
import { failedBuild } from './guest-modules.js';
import type { ImageRecipe } from './recipe.js';

/** The files of an image. */
export const IMAGE_FILES = { kernel: 'vmlinuz', initrd: 'initrd.img', rootfs: 'rootfs.ext4' };

/** The mmdebstrap command for a recipe; in unshare mode unless root. Pure. */
export const mmdebstrapCommand = (recipe: ImageRecipe, root: boolean): readonly string[] => [
  // In a separate mount namespace, so that no mount outlives mmdebstrap.
  ...(root ? ['unshare', '--mount'] : []),
  'mmdebstrap',
  `--mode=${root ? 'root' : 'unshare'}`,
  '--variant=minbase',
  '--format=null',
  `--include=${recipe.packages.join(',')}`,
  ...recipe.excluded.map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
  '--aptopt=Acquire::Languages "none"',
  `--essential-hook=${recipe.hooks.fetchSource}`,
  `--customize-hook=${recipe.hooks.writeImage}`,
  recipe.suite,
  '-',
];

const environment = ({ source, fileSystem }: ImageRecipe, temporary: string) => ({
  // The hook builds the only initial ramdisk a machine needs.
  INITRD: 'No',
  TMPDIR: temporary,
  VRBENCH_SOURCE: source.package,
  VRBENCH_SOURCE_FILE: source.file,
  VRBENCH_MKE2FS: fileSystem.options.join(' '),
  VRBENCH_SIZE: fileSystem.size,
});

/**
 * Opens the files that the hooks read and write as descriptors, then becomes mmdebstrap. mke2fs
 * reopens its descriptor, in unshare mode as another user: the folder, not the file's mode, protects
 * it.
 */
const WITH_FILES = `
cd "$1" && exec 3<overlay.tar 4<>rootfs.ext4 &&
chmod 666 rootfs.ext4 && rm overlay.tar && cd / && shift && exec "$@"
`;

/** Extracts a file from an ext4 image. debugfs exits 0 even when it fails. */
const extract = async (folder: string, path: string, name: string): Promise<void> => {
  const attempted = `extracting ${path} from the machine image`;
  const output = await runLocally(['debugfs', '-R', `dump ${path} ${name}`, IMAGE_FILES.rootfs], {
    attempted,
    cwd: folder,
  });
  const { size } = await stat(join(folder, name));
  if (size === 0) throw new Failure({ attempted, got: output });
};

/** The compiler's errors if a kernel module could not be built. */
const explained = async (error: unknown, log: string): Promise<unknown> => {
  if (!(error instanceof Failure) || error.kind === 'interrupted') return error;
  const build = failedBuild(await readFile(log, 'utf8').catch(() => ''));
  if (build === undefined) return error;
  return new Failure({
    attempted: `building kernel-patch/${build.folder} for the machine image`,
    got: parseBuildErrors(build.output).join('\n'),
    cause: error,
  });
};

/**
 * Builds an image in an empty folder that only its owner may enter.
 * @throws Failure with the last output of mmdebstrap or the compiler, Interrupted
 */
export const buildImage = async (
  recipe: ImageRecipe,
  folder: string,
  signal: AbortSignal,
): Promise<void> => {
  await writeTar(join(folder, 'overlay.tar'), recipe.files, signal);
  const root = process.getuid?.() === 0;
  // In unshare mode another user must be able to enter it, and only mmdebstrap can remove it.
  const temporary = root ? join(folder, 'tmp') : '/var/tmp';
  if (root) await mkdir(temporary);
  const log = join(folder, 'build.log');
  await runGuarded(['sh', '-c', WITH_FILES, 'sh', folder, ...mmdebstrapCommand(recipe, root)], {
    attempted: `building a ${recipe.suite} machine image with mmdebstrap`,
    signal,
    env: environment(recipe, temporary),
    log,
  }).catch(async (error: unknown) => {
    throw await explained(error, log);
  });
  if (root) await rm(temporary, { recursive: true });
  await chmod(join(folder, IMAGE_FILES.rootfs), 0o444);
  await extract(folder, 'boot/vmlinuz', IMAGE_FILES.kernel);
  await extract(folder, 'boot/initrd.img', IMAGE_FILES.initrd);
};
