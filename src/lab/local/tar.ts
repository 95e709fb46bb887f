import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GuestFile } from '../image/guest-files.js';
import { runLocally } from './command.js';

/** The same files give the same archive: owned by root, dated 1970. */
const REPRODUCIBLE = ['--format=gnu', '--owner=0', '--group=0', '--mtime=@0'] as const;

/** Writes a tar archive of files. @throws Failure, Interrupted */
export const writeTar = async (
  target: string,
  files: readonly GuestFile[],
  signal?: AbortSignal,
): Promise<void> => {
  const tree = await mkdtemp(`${target}.`);
  try {
    for (const { path, mode, text } of files) {
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeFile(join(tree, path), text, { mode });
    }
    const names = files.map(({ path }) => path);
    await runLocally(['tar', ...REPRODUCIBLE, '-cf', target, '-C', tree, '--', ...names], {
      attempted: `writing ${target}`,
      signal,
    });
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
};
