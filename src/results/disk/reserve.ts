import { randomBytes } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** Block size of file systems, in bytes. */
const BLOCK = 4096;

/** Reserved disk space, so that a run can still archive how it ended when the disk is full. */
export interface Reserve extends AsyncDisposable {
  /** Reserves at least this many bytes. @throws the system's error if there is no space */
  hold(bytes: number): Promise<void>;
  /** Releases all of it. */
  release(): Promise<void>;
}

/** An unlinked file: its space is released when this process ends, for whatever reason. */
const openNameless = async (folder: string): Promise<FileHandle> => {
  const name = join(folder, `reserve.${process.pid}.tmp`);
  const handle = await open(name, 'wx');
  await rm(name);
  return handle;
};

/** Opens a reserve on the file system of a folder. @throws the system's error */
export const openReserve = async (folder: string): Promise<Reserve> => {
  let handle: FileHandle | undefined = await openNameless(folder);
  let held = 0;
  const release = async (): Promise<void> => {
    await handle?.close();
    handle = undefined;
  };
  return {
    hold: async (bytes) => {
      const wanted = Math.ceil(bytes / BLOCK) * BLOCK;
      if (handle === undefined || wanted <= held) return;
      // Not zeros, for which some file systems allocate no space.
      await handle.appendFile(randomBytes(wanted - held));
      await handle.datasync();
      held = wanted;
    },
    release,
    [Symbol.asyncDispose]: release,
  };
};
