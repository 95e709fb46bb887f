import { randomBytes } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** Of file systems; space is taken in these. */
const BLOCK = 4096;

/** Space on a disk that is kept, so that a run can archive how it ended when the disk is full. */
export interface Reserve extends AsyncDisposable {
  /** Keeps at least so many bytes. @throws the system's error where there is no space */
  hold(bytes: number): Promise<void>;
  /** Gives all of it back. */
  release(): Promise<void>;
}

/** A file without a name: whatever ends this process gives its space back. */
const openNameless = async (folder: string): Promise<FileHandle> => {
  const name = join(folder, `reserve.${process.pid}.tmp`);
  const handle = await open(name, 'wx');
  await rm(name);
  return handle;
};

/** Begins to keep space on the disk of a folder. @throws the system's error */
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
      // Not zeros, which some file systems keep without taking space.
      await handle.appendFile(randomBytes(wanted - held));
      await handle.datasync();
      held = wanted;
    },
    release,
    [Symbol.asyncDispose]: release,
  };
};
