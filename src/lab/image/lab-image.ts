import type { TestbedFile } from '../../config/testbed/testbed-file.js';
import { PreconditionFailure } from '../../model/failure.js';
import { cachedImage, type Image, type ImageOptions } from './cache.js';
import { recipeFor } from './recipe.js';
import { installMissingPackages } from '../local/packages.js';

/**
 * The image that a lab's machines boot from, after installing packages and building it if missing.
 * @throws PreconditionFailure on another platform or without the packages; Interrupted, Failure
 */
export const labImage = async (
  { name, lab }: Pick<TestbedFile, 'name' | 'lab'>,
  options: ImageOptions,
): Promise<Image> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new PreconditionFailure({
      attempted: `booting lab '${name}'`,
      got: `this computer is ${process.platform} on ${process.arch}`,
      remedy: 'use Linux on x64, or a testbed of real machines',
    });
  }
  await installMissingPackages({
    signal: options.signal,
    onInstall: (names) => {
      options.onProgress(`installing Debian packages: ${names.join(', ')}`);
    },
  });
  return cachedImage(recipeFor(lab?.suite ?? 'bookworm', lab?.packages, lab?.nic), options);
};
