import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { exists, cacheFolder } from '../../../src/lab/local/folders.js';
import { kernelImage } from '../image/debian-kernel.js';
import type { MachineOptions } from '../machine.js';

const HERE = new URL('.', import.meta.url);
const KERNEL_PATCH = fileURLToPath(new URL('../../../kernel-patch/', import.meta.url));

const program = (name: string): string => fileURLToPath(new URL(name, HERE));

/**
 * A machine with a kernel that watches its modules, and this project's modules for it. Builds the
 * kernel the first time, and keeps it; builds the modules every time.
 */
export const debugMachine = async (): Promise<MachineOptions> => {
  const key = createHash('sha256');
  for (const name of ['config', 'build.sh']) key.update(await readFile(program(name)));
  const folder = join(cacheFolder(), 'kernels', key.digest('hex').slice(0, 16));
  const linux = join(folder, 'linux');
  if (!(await exists(linux))) await execa('bash', [program('build.sh'), folder]);
  const modules = join(folder, 'modules');
  await execa('bash', [program('modules.sh'), KERNEL_PATCH, linux, modules]);
  const image = {
    ...(await kernelImage('bookworm')),
    kernel: join(linux, 'arch/x86/boot/bzImage'),
  };
  return { image, memory: 2048, modules };
};
