import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** A base folder of the XDG Base Directory Specification, by which relative values are ignored. */
const base = (variable: string, ...fallback: readonly string[]): string => {
  const value = process.env[variable];
  const given = value !== undefined && isAbsolute(value) ? value : join(homedir(), ...fallback);
  return join(given, 'vrbench');
};

/** May be deleted at any time: machine images, plugins, locks, the accelerator that works here. */
export const cacheFolder = (): string => base('XDG_CACHE_HOME', '.cache');

/** A running lab's own folder: keys, logs and state. It exists only while the lab does. */
export const labFolder = (name: string): string =>
  join(base('XDG_STATE_HOME', '.local', 'state'), 'labs', name);

/** Whether a file or folder exists and can be accessed. */
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
