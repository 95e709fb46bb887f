import { execa } from 'execa';
import { constants } from 'node:fs';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Image } from '../image/cache.js';
import { cacheFolder } from '../local/folders.js';
import { BARE_MACHINE, processor, QEMU, type Accelerator } from './qemu.js';

/** The last thing a kernel without a disk says, so it has gone through all of its own start. */
const BOOTED = 'VFS: Unable to mount root fs';
const SECONDS = '8';
const KERNEL_ARGUMENTS = 'console=ttyS0 earlyprintk=serial,ttyS0 panic=-1';

/** Boots a kernel without a disk under KVM. It takes a second, or is cut off. */
const kernelBootsUnderKvm = async ({ kernel }: Image, signal: AbortSignal): Promise<boolean> => {
  // timeout, not this process, ends it: it does so too when this process is no longer there.
  const booted = await execa(
    'timeout',
    [
      ...['--signal=KILL', SECONDS, QEMU, ...BARE_MACHINE, ...processor('kvm')],
      ...['-m', '256', '-serial', 'stdio', '-kernel', kernel, '-append', KERNEL_ARGUMENTS],
    ],
    { reject: false, stdin: 'ignore', cancelSignal: signal },
  );
  signal.throwIfAborted();
  return booted.stdout.includes(BOOTED);
};

const findingSchema = z.object({
  boot: z.string(),
  image: z.string(),
  accelerator: z.enum(['kvm', 'tcg']),
});

const parsed = (text: string): z.output<typeof findingSchema> | undefined => {
  try {
    return findingSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/**
 * What can execute machines here. A /dev/kvm that opens proves nothing: on some computers that
 * are virtual themselves, QEMU aborts or the kernel never starts. Only a boot is believed; the
 * finding is kept until this computer is booted again.
 * @throws the signal's reason
 */
export const provenAccelerator = async (
  image: Image,
  signal: AbortSignal,
): Promise<Accelerator> => {
  const usable = access('/dev/kvm', constants.R_OK | constants.W_OK);
  if (!(await usable.then(() => true).catch(() => false))) return 'tcg';
  const path = join(cacheFolder(), 'accelerator.json');
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const known = parsed(await readFile(path, 'utf8').catch(() => ''));
  if (known?.boot === boot && known.image === image.key) return known.accelerator;
  const accelerator = (await kernelBootsUnderKvm(image, signal)) ? 'kvm' : 'tcg';
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(path, `${JSON.stringify({ boot, image: image.key, accelerator })}\n`);
  return accelerator;
};
