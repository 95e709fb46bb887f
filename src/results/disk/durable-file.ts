import type { Stats } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

const syncFolder = async (folder: string): Promise<void> => {
  await using handle = await open(folder, 'r');
  await handle.sync();
};

const PERMISSIONS = 0o7777;

/** The owner first, because changing it clears set-id bits. */
const takeAfter = async (
  handle: FileHandle,
  { mode, uid, gid }: Pick<Stats, 'mode' | 'uid' | 'gid'>,
): Promise<void> => {
  const own = await handle.stat();
  if (own.uid !== uid || own.gid !== gid) await handle.chown(uid, gid);
  await handle.chmod(mode & PERMISSIONS);
};

/**
 * Replaces a file atomically: readers find the old or the new text, never a part, even after a power
 * failure.
 * @param like the file whose permissions and owner it gets; default: those of any new file
 */
export const replaceFile = async (
  file: string,
  text: string,
  like?: Pick<Stats, 'mode' | 'uid' | 'gid'>,
): Promise<void> => {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await using handle = await open(draft, 'w');
    await handle.writeFile(text);
    if (like !== undefined) await takeAfter(handle, like);
    await handle.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await rename(draft, file);
  await syncFolder(dirname(file));
};
