import { readFile } from 'node:fs/promises';
import { expect, vi } from 'vitest';

/** Whether a process is running; a zombie is not. */
export const runs = async (pid: number): Promise<boolean> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    return !stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
};

/** The process number that a command writes to a file, once it has. */
export const pidIn = (file: string): Promise<number> =>
  vi.waitFor(
    async () => {
      const text = await readFile(file, 'utf8');
      expect(text).toMatch(/^\d+\n$/);
      return Number(text);
    },
    { timeout: 20_000, interval: 10 },
  );

/** Waits until none of the processes is running. */
export const allGone = (pids: readonly number[]): Promise<void> =>
  vi.waitFor(
    async () => {
      expect(await Promise.all(pids.map(runs))).toEqual(pids.map(() => false));
    },
    { timeout: 20_000, interval: 10 },
  );
