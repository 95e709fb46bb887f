import { readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { z } from 'zod';

const ownerSchema = z.object({
  /** The user and the computer of the controller. */
  by: z.string(),
  /** Its process there. */
  process: z.int().min(1),
  /** When the process started, in ticks since the computer booted; with `boot` no other process has it. */
  processStarted: z.string(),
  boot: z.string(),
  /** When it took the archive, by its clock. */
  since: z.string(),
});

/** A controller that writes an archive. */
export type ArchiveOwner = z.output<typeof ownerSchema>;

const BOOT = '/proc/sys/kernel/random/boot_id';

/** Which boot of this computer this is; empty where the system has no /proc. */
const thisBoot = async (): Promise<string> => (await readFile(BOOT, 'utf8').catch(() => '')).trim();

/** The start of a process by /proc/PID/stat: its 22nd field, counted after the name, which may have blanks. Pure. */
export const startedIn = (stat: string): string | undefined =>
  stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];

/** When a process of this computer started; undefined where it does not exist. */
const startOf = async (pid: number): Promise<string | undefined> => {
  try {
    return startedIn(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
};

const byHere = (): string => `${userInfo().username}@${hostname()}`;

/** This process, from now on. */
export const thisOwner = async (): Promise<ArchiveOwner> => ({
  by: byHere(),
  process: process.pid,
  processStarted: (await startOf(process.pid)) ?? '',
  boot: await thisBoot(),
  since: new Date().toISOString(),
});

/** An owner as its file has it; undefined where the text is none. */
export const parseOwner = (text: string): ArchiveOwner | undefined => {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** Whether two owners are on one computer, whoever runs them. */
const sameComputer = (one: string, other: string): boolean =>
  one.replace(/^.*@/, '') === other.replace(/^.*@/, '');

/** Whether an owner still runs, as far as can be seen from here: one on another computer may. */
export const isAlive = async (owner: ArchiveOwner): Promise<boolean> => {
  if (!sameComputer(owner.by, byHere())) return true;
  if (owner.boot !== (await thisBoot())) return false;
  return (await startOf(owner.process)) === owner.processStarted;
};

/** `root@bench (process 4711), since 2026-01-31T10:15:00.000Z`. */
export const ownerText = ({ by, process: pid, since }: ArchiveOwner): string =>
  `${by} (process ${pid}), since ${since}`;
