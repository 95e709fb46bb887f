import { link, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import { whyNotWritten } from '../disk/not-written.js';
import { readRegularFile } from '../disk/regular-file.js';
import { isAlive, ownerText, parseOwner, thisOwner, type ArchiveOwner } from './owner.js';

/** A running controller is writing the archive. */
export class ArchiveInUse extends PreconditionFailure {
  readonly owner: ArchiveOwner;

  constructor(folder: string, owner: ArchiveOwner, file: string) {
    super({
      attempted: `opening the archive ${folder}`,
      got: `it is being written by ${ownerText(owner)}`,
      remedy: `wait until it has finished, or stop it with ^C; if it ran on another computer and has ended, remove ${file}`,
    });
    this.owner = owner;
  }
}

/** The lock files of controllers; the one with the highest number holds the archive. */
const LOCK_FILE = /^lock-(\d+)\.json$/;

interface Held {
  readonly file: string;
  readonly number: number;
  readonly owner: ArchiveOwner | undefined;
}

const locksIn = async (folder: string): Promise<readonly Held[]> => {
  const names = await readdir(folder);
  const found = names.flatMap((name) => {
    const [, number] = LOCK_FILE.exec(name) ?? [];
    return number === undefined ? [] : [{ file: join(folder, name), number: Number(number) }];
  });
  return Promise.all(
    found.map(async (lock) => {
      const text = await readRegularFile(lock.file).catch(() => '');
      return { ...lock, owner: parseOwner(text) };
    }),
  );
};

/** The lock of a running controller; undefined if there is none. */
const liveAmong = async (
  locks: readonly Held[],
): Promise<(Held & { readonly owner: ArchiveOwner }) | undefined> => {
  for (const { owner, ...lock } of locks) {
    if (owner !== undefined && (await isAlive(owner))) return { ...lock, owner };
  }
  return undefined;
};

/** The running controller that writes an archive or a set's folder; undefined if there is none. */
export const writerOf = async (folder: string): Promise<ArchiveOwner | undefined> =>
  (await liveAmong(await locksIn(folder)))?.owner;

/** Atomically creates a file with its text, unless it exists. */
const enter = async (file: string, text: string): Promise<boolean> => {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
};

/** Enters this process as the owner of an archive. @returns false if the file exists @throws Failure */
const enterSelf = async (folder: string, file: string): Promise<boolean> => {
  const text = `${JSON.stringify(await thisOwner())}\n`;
  try {
    return await enter(file, text);
  } catch (cause) {
    const [got, remedy] = await whyNotWritten({ file, bytes: Buffer.byteLength(text) }, cause);
    throw new Failure({ attempted: `opening the archive ${folder}`, got, remedy, cause });
  }
};

/**
 * Locks an archive for writing by this process, unless another running process holds it. A controller that was
 * killed leaves its file behind; the start time of its process shows that it is gone. Each controller enters
 * itself under the next number and then checks again, so that of two concurrent ones at most one gets the lock.
 * @throws ArchiveInUse, which names the holder; Failure if the folder cannot be written
 */
export const lockArchive = async (folder: string): Promise<AsyncDisposable> => {
  for (;;) {
    const before = await locksIn(folder);
    const live = await liveAmong(before);
    if (live !== undefined) throw new ArchiveInUse(folder, live.owner, live.file);
    const number = Math.max(0, ...before.map((each) => each.number)) + 1;
    const file = join(folder, `lock-${number}.json`);
    if (!(await enterSelf(folder, file))) continue;
    const others = (await locksIn(folder)).filter((each) => each.number !== number);
    const other = await liveAmong(others);
    if (other !== undefined) {
      await rm(file, { force: true });
      throw new ArchiveInUse(folder, other.owner, other.file);
    }
    for (const each of others) await rm(each.file, { force: true });
    return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
  }
};
