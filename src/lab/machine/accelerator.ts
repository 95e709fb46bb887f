import { execa } from 'execa';
import { constants } from 'node:fs';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Image } from '../image/cache.js';
import { cacheFolder } from '../local/folders.js';
import { BARE_MACHINE, processor, QEMU, type Accelerator } from './qemu.js';

/** The last message of a kernel without a disk: it has initialized completely. */
const BOOTED = 'VFS: Unable to mount root fs';
const BOOT_SECONDS = '8';
const KERNEL_ARGUMENTS = 'console=ttyS0 earlyprintk=serial,ttyS0 panic=-1';

/** Boots a kernel without a disk under KVM, which takes about a second. */
const kernelBootsUnderKvm = async ({ kernel }: Image, signal: AbortSignal): Promise<boolean> => {
  // By timeout, which ends QEMU even when this process is gone.
  const booted = await execa(
    'timeout',
    [
      ...['--signal=KILL', BOOT_SECONDS, QEMU, ...BARE_MACHINE, ...processor('kvm')],
      ...['-m', '256', '-serial', 'stdio', '-kernel', kernel, '-append', KERNEL_ARGUMENTS],
    ],
    { reject: false, stdin: 'ignore', cancelSignal: signal },
  );
  signal.throwIfAborted();
  return booted.stdout.includes(BOOTED);
};

const cacheSchema = z.object({
  boot: z.string(),
  image: z.string(),
  accelerator: z.enum(['kvm', 'tcg']),
});

const cached = (text: string): z.output<typeof cacheSchema> | undefined => {
  try {
    return cacheSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/**
 * The accelerator that works on this computer. Being able to open /dev/kvm is not enough: under some
 * hypervisors QEMU aborts or the kernel never starts, so a kernel is booted. The result is cached
 * until this computer reboots.
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
  const known = cached(await readFile(path, 'utf8').catch(() => ''));
  if (known?.boot === boot && known.image === image.key) return known.accelerator;
  const accelerator = (await kernelBootsUnderKvm(image, signal)) ? 'kvm' : 'tcg';
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(path, `${JSON.stringify({ boot, image: image.key, accelerator })}\n`);
  return accelerator;
};
