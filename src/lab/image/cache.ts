import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, cacheFolder } from '../local/folders.js';
import { withLock } from '../local/lock.js';
import { buildImage, IMAGE_FILES } from './build.js';
import { recipeKey, type ImageRecipe } from './recipe.js';

/** A machine image: absolute file names, and the key of its recipe. */
export interface Image {
  readonly key: string;
  readonly kernel: string;
  readonly initrd: string;
  readonly rootfs: string;
  /** Kernel parameters in addition to those of every machine. */
  readonly parameters?: readonly string[] | undefined;
}

/** How an image is obtained. */
export interface ImageOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

/** Removes what a killed build left behind. Only for the holder of the lock. */
const removeUnfinished = async (images: string): Promise<void> => {
  const unfinished = (await readdir(images)).filter((name) => name.endsWith('.unfinished'));
  for (const name of unfinished) await rm(join(images, name), { recursive: true, force: true });
};

const build = async (
  recipe: ImageRecipe,
  folder: string,
  { signal, onProgress }: ImageOptions,
): Promise<void> => {
  onProgress('building the machine image (about a minute, the first time only)');
  const unfinished = `${folder}.unfinished`;
  await mkdir(unfinished, { mode: 0o700 });
  try {
    await buildImage(recipe, unfinished, signal);
    // Renaming is atomic: an image that exists is complete.
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
};

/**
 * The image of a recipe: from the cache, or built and cached. If several processes need it at once,
 * one builds it and the others wait.
 * @throws Failure, Interrupted
 */
export const cachedImage = async (recipe: ImageRecipe, options: ImageOptions): Promise<Image> => {
  const images = join(cacheFolder(), 'images');
  const key = recipeKey(recipe);
  const folder = join(images, key);
  if (!(await exists(folder))) {
    await mkdir(images, { recursive: true });
    const onHeld = (): void => {
      options.onProgress('waiting for another vrbench to build a machine image');
    };
    await withLock(join(images, 'lock'), { signal: options.signal, onHeld }, async () => {
      await removeUnfinished(images);
      if (!(await exists(folder))) await build(recipe, folder, options);
    });
  }
  return {
    key,
    kernel: join(folder, IMAGE_FILES.kernel),
    initrd: join(folder, IMAGE_FILES.initrd),
    rootfs: join(folder, IMAGE_FILES.rootfs),
  };
};
