import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** A base folder of the XDG Base Directory Specification, which has relative values ignored. */
const base = (variable: string, ...fallback: readonly string[]): string => {
  const value = process.env[variable];
  const given = value !== undefined && isAbsolute(value) ? value : join(homedir(), ...fallback);
  return join(given, 'vrbench');
};

/** What may be thrown away at any time: machine images, locks, what was found out about this computer. */
export const cacheFolder = (): string => base('XDG_CACHE_HOME', '.cache');

/** A running lab's own folder: keys, logs and state. It exists only as long as the lab. */
export const labFolder = (name: string): string =>
  join(base('XDG_STATE_HOME', '.local', 'state'), 'labs', name);

/** Whether there is a file or folder of this name that can be reached. */
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
