import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure, reasonOf } from '../../model/failure.js';

/** A file that could not be written, and what is already archived. */
export interface Unwritten {
  readonly file: string;
  /** Length of the text. */
  readonly bytes: number;
  /** Number of trials in the journal. */
  readonly trials: number;
  /** The archive; default: the file's folder. */
  readonly folder?: string | undefined;
}

/** A file of the archive could not be written during the run. */
class ArchiveNotWritten extends Failure {
  constructor({ file, trials }: Unwritten, got: string, remedy: string, cause: unknown) {
    const safe = trials === 0 ? '' : `; ${archived(trials)}`;
    super({ attempted: `writing ${file}`, got: `${got}${safe}`, remedy, cause });
  }
}

const archived = (trials: number): string =>
  trials === 1 ? 'the trial before it is archived' : `the ${trials} trials before it are archived`;

/** The archive of a run was deleted or moved. */
export class ArchiveGone extends Failure {
  constructor(folder: string, cause?: unknown) {
    super({
      attempted: `writing to the archive ${folder}`,
      got: 'it was deleted or moved during the run',
      remedy: 'run again, and do not move the archive before the run has ended',
      cause,
    });
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Whether a file could not be written because there was no space left. */
const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '');

/** Whether a shorter file could have been written. */
export const isTooLong = (error: unknown): boolean => isFull(error) || codeOf(error) === 'EFBIG';

/** The free space where a file was to be written; undefined if unknown. */
const freeAt = async (file: string): Promise<string | undefined> => {
  try {
    const { bsize, bavail, bfree, files, ffree } = await statfs(dirname(file));
    if (files > 0 && ffree === 0) return 'no inodes are free';
    const blocks = process.getuid?.() === 0 ? bfree : bavail;
    return `${blocks * bsize} are free`;
  } catch {
    return undefined;
  }
};

const OTHER_REASONS: Readonly<Record<string, readonly [got: string, remedy: string]>> = {
  EROFS: ['the file system is read-only', 'see the kernel log: dmesg'],
  EFBIG: ['the file would be longer than the limit', 'raise the limit: ulimit -f unlimited'],
};

/** Why a file could not be written, and what to do about it. */
export const whyNotWritten = async (
  { file, bytes }: Pick<Unwritten, 'file' | 'bytes'>,
  cause: unknown,
): Promise<readonly [got: string, remedy: string]> => {
  const folder = dirname(file);
  if (!isFull(cause)) {
    return (
      OTHER_REASONS[codeOf(cause) ?? ''] ?? [reasonOf(cause), `check that ${folder} is writable`]
    );
  }
  const free = await freeAt(file);
  const full = codeOf(cause) === 'EDQUOT' ? 'the disk quota is used up' : 'no space is left';
  const asked = `${full}: ${bytes} bytes were to be written`;
  return [
    free === undefined ? asked : `${asked}, ${free}`,
    `free space on the file system of ${folder}, or choose another folder with --results`,
  ];
};

/** The failure to write a file, from the system's error. */
export const notWritten = async (unwritten: Unwritten, cause: unknown): Promise<Failure> => {
  if (cause instanceof Failure) return cause;
  const { folder = dirname(unwritten.file) } = unwritten;
  if (codeOf(cause) === 'ENOENT') return new ArchiveGone(folder, cause);
  return new ArchiveNotWritten(unwritten, ...(await whyNotWritten(unwritten, cause)), cause);
};
