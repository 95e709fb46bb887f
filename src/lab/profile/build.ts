import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKAGE_ROOT } from '../../host/package-root.js';
import { exists, cacheFolder } from '../local/folders.js';
import { runLocally } from '../local/command.js';
import { installMissingPackages, type InstallOptions } from '../local/packages.js';

/** The plugin's source. */
const SOURCE = fileURLToPath(new URL('src/lab/profile/instructions.c', PACKAGE_ROOT));

/** Needed to compile the plugin, beyond what every lab needs. */
const COMPILER_PACKAGES = ['gcc', 'libc6-dev'];

const COMPILE = ['gcc', '-std=gnu11', '-shared', '-fPIC', '-O2', '-fvisibility=hidden'] as const;

/** Renaming is atomic: a plugin that exists is complete, even if two processes compile it. */
const compile = async (plugin: string, signal: AbortSignal): Promise<void> => {
  const unfinished = `${plugin}.${process.pid}`;
  try {
    await runLocally([...COMPILE, '-o', unfinished, SOURCE], {
      attempted: 'compiling the QEMU plugin that counts instructions',
      signal,
    });
    await rename(unfinished, plugin);
  } finally {
    await rm(unfinished, { force: true });
  }
};

/**
 * The absolute file name of the compiled plugin: from the cache, or compiled and cached. Installs the
 * compiler if it is missing.
 * @throws PreconditionFailure without packages, Failure when it does not compile, Interrupted
 */
export const builtPlugin = async (options: Omit<InstallOptions, 'extra'>): Promise<string> => {
  const source = await readFile(SOURCE);
  const key = createHash('sha256').update(COMPILE.join(' ')).update(source).digest('hex');
  const folder = join(cacheFolder(), 'plugins');
  const plugin = join(folder, `${key.slice(0, 16)}.so`);
  if (await exists(plugin)) return plugin;
  await installMissingPackages({ ...options, extra: COMPILER_PACKAGES });
  await mkdir(folder, { recursive: true });
  await compile(plugin, options.signal);
  return plugin;
};
