import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { thisUser } from './this-user.js';

const ownerSchema = z.object({
  /** User and computer of the controller. */
  by: z.string(),
  /** Its process id. */
  process: z.int().min(1),
  /** Start time of the process, in ticks since boot; together with `boot` it identifies the process. */
  processStarted: z.string(),
  boot: z.string(),
  /** When it locked the archive, by its clock. */
  since: z.string(),
});

/** A controller that writes an archive. */
export type ArchiveOwner = z.output<typeof ownerSchema>;

const BOOT = '/proc/sys/kernel/random/boot_id';

/** The boot id of this computer; empty if the system has no /proc. */
const thisBoot = async (): Promise<string> => (await readFile(BOOT, 'utf8').catch(() => '')).trim();

/** The start time in /proc/PID/stat: field 22, counted after the name, which may contain blanks. Pure. */
export const startedIn = (stat: string): string | undefined =>
  stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];

/** The start time of a process on this computer; undefined if it does not exist. */
const startOf = async (pid: number): Promise<string | undefined> => {
  try {
    return startedIn(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
};

/** The user and the name of this computer: `root@bench`. */
export const byHere = (): string => `${thisUser()}@${hostname()}`;

/** This process as an owner, from now on. */
export const thisOwner = async (): Promise<ArchiveOwner> => ({
  by: byHere(),
  process: process.pid,
  processStarted: (await startOf(process.pid)) ?? '',
  boot: await thisBoot(),
  since: new Date().toISOString(),
});

/** An owner from the text of its file; undefined if it is invalid. */
export const parseOwner = (text: string): ArchiveOwner | undefined => {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** Whether two owners are on the same computer, regardless of the user. */
const sameComputer = (one: string, other: string): boolean =>
  one.replace(/^.*@/, '') === other.replace(/^.*@/, '');

/** Whether an owner is still running; one on another computer may be. */
export const isAlive = async (owner: ArchiveOwner): Promise<boolean> => {
  if (!sameComputer(owner.by, byHere())) return true;
  if (owner.boot !== (await thisBoot())) return false;
  return (await startOf(owner.process)) === owner.processStarted;
};

/** `root@bench (process 4711), since 2026-01-31T10:15:00.000Z`. */
export const ownerText = ({ by, process: pid, since }: ArchiveOwner): string =>
  `${by} (process ${pid}), since ${since}`;
