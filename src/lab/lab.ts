import { join } from 'node:path';
import type { TestbedFile } from '../config/testbed/testbed-file.js';
import type { Testbed } from '../config/testbed/testbed.js';
import { Interrupted, PreconditionFailure } from '../model/failure.js';
import { bootLab, clearLab, type BootOptions } from './boot.js';
import { labImage } from './image/lab-image.js';
import { labTestbed } from './lab-testbed.js';
import { cacheFolder, labFolder } from './local/folders.js';
import { withLock } from './local/lock.js';
import { planLab } from './plan.js';
import { labStatus } from './status.js';

const labLock = (name: string): string => join(cacheFolder(), 'locks', name);

/** Only one process at a time may start or stop a lab. */
const refuseConcurrent = (name: string) => (): void => {
  throw new PreconditionFailure({
    attempted: `starting or stopping lab '${name}'`,
    got: 'another vrbench is doing so right now',
    remedy: 'wait until it is done, then try again',
  });
};

const boot = async (file: TestbedFile, options: BootOptions): Promise<void> => {
  const plan = planLab(file);
  const folder = labFolder(file.name);
  const image = options.image ?? (await labImage(file, options));
  await withLock(labLock(file.name), { onHeld: refuseConcurrent(file.name) }, async () => {
    if ((await labStatus(file.name)).state === 'up') {
      throw new PreconditionFailure({
        attempted: `booting lab '${file.name}'`,
        got: 'it is already up',
        remedy: 'use it as it is, or run vrbench lab down first',
      });
    }
    await clearLab(folder);
    await bootLab(plan, image, folder, options);
  });
};

/**
 * Boots the machines of a lab, after installing packages and building the image if missing.
 * Returns when every machine answers; a failure leaves nothing behind but the image cache.
 * @param folder the folder of the testbed file
 * @throws PreconditionFailure without the packages, or when the lab is already up
 * @throws Interrupted, Failure
 */
export const labUp = async (
  file: TestbedFile,
  folder: string,
  options: BootOptions,
): Promise<Testbed> => {
  try {
    await boot(file, options);
  } catch (error) {
    if (options.signal.aborted) throw new Interrupted(`booting lab '${file.name}'`);
    throw error;
  }
  return labTestbed(file, folder);
};

/** Stops a lab and removes all traces of it; does nothing if there is none. @throws Failure */
export const labDown = (name: string): Promise<void> =>
  withLock(labLock(name), { onHeld: refuseConcurrent(name) }, () => clearLab(labFolder(name)));
