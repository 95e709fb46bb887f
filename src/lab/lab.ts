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

/** Only one process at a time starts or stops a lab. */
const refuseCompany = (name: string) => (): void => {
  throw new PreconditionFailure({
    attempted: `starting or stopping lab '${name}'`,
    got: 'another vrbench is doing that now',
    remedy: 'wait for it, then try again',
  });
};

const raise = async (file: TestbedFile, options: BootOptions): Promise<void> => {
  const plan = planLab(file);
  const folder = labFolder(file.name);
  const made = await labImage(file, options);
  const image = options.kernel === undefined ? made : { ...made, kernel: options.kernel };
  await withLock(labLock(file.name), { onHeld: refuseCompany(file.name) }, async () => {
    if ((await labStatus(file.name)).state === 'up') {
      throw new PreconditionFailure({
        attempted: `booting lab '${file.name}'`,
        got: 'it is up already',
        remedy: 'use it as it is, or first: vrbench lab down',
      });
    }
    await clearLab(folder);
    await bootLab(plan, image, folder, options);
  });
};

/**
 * Boots the machines of a lab, installing and making first what is missing for that. Returns when
 * every machine answers; whatever goes wrong leaves nothing behind but the image cache.
 * @param folder where the testbed file lies
 * @throws PreconditionFailure without the packages, or when the lab is up already
 * @throws Interrupted, Failure
 */
export const labUp = async (
  file: TestbedFile,
  folder: string,
  options: BootOptions,
): Promise<Testbed> => {
  try {
    await raise(file, options);
  } catch (error) {
    if (options.signal.aborted) throw new Interrupted(`booting lab '${file.name}'`);
    throw error;
  }
  return labTestbed(file, folder);
};

/** Ends a lab and removes all that is left of it; nothing happens where none is. @throws Failure */
export const labDown = (name: string): Promise<void> =>
  withLock(labLock(name), { onHeld: refuseCompany(name) }, () => clearLab(labFolder(name)));
