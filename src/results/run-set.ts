import { rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeepReadonly } from '../model/deep-readonly.js';
import { Failure } from '../model/failure.js';
import { jsonText } from '../model/text/printable.js';
import { UnreadableArchive } from './archive-failure.js';
import { replaceFile } from './disk/durable-file.js';
import { makeFolders } from './disk/make-folder.js';
import { notWritten, whyNotWritten } from './disk/not-written.js';
import { readJson } from './json-file.js';
import { runIdOf } from './run-id.js';
import { moment } from './trial-schema.js';

/** The file in a set's folder; the archives of its runs are next to it. */
export const SET_FILE = 'set.json';

const entrySchema = z
  .strictObject({
    playbook: z.string().describe('Its file'),
    state: z
      .enum(['waiting', 'complete', 'failed', 'left-out'])
      .describe('left-out: its preconditions failed, and the set continued without it'),
    run: z.string().exactOptional().describe("The folder of its run's archive, within the set's"),
    message: z.string().exactOptional().describe('Why it is not complete'),
  })
  .describe('A playbook of the set');

/** set.json: playbooks that are run one after the other on one testbed. */
export const runSetSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    started: moment,
    testbed: z.string().nullable().describe('Its file; null if devices are simulated'),
    playbooks: z.array(entrySchema).min(1).describe('In the order of their runs'),
  })
  .describe('A set of runs');

export type RunSet = DeepReadonly<z.output<typeof runSetSchema>>;
export type RunSetEntry = RunSet['playbooks'][number];

const textOf = (set: RunSet): string => `${jsonText(set, 2)}\n`;

/** Replaces set.json. @throws ArchiveNotWritten, ArchiveGone */
export const writeRunSet = async (folder: string, set: RunSet): Promise<void> => {
  const file = join(folder, SET_FILE);
  const text = textOf(set);
  try {
    await replaceFile(file, text);
  } catch (cause) {
    throw await notWritten({ file, bytes: Buffer.byteLength(text), trials: 0 }, cause);
  }
};

/**
 * Creates a set in a folder of its own.
 * @param name part of the name of the folder
 * @returns its folder
 * @throws Failure if it cannot be created or written; nothing is left behind then
 */
export const beginRunSet = async (root: string, name: string, set: RunSet): Promise<string> => {
  const folder = join(root, runIdOf(new Date(set.started), name));
  const text = textOf(set);
  let topmost: string | undefined;
  try {
    topmost = await makeFolders(folder);
    await replaceFile(join(folder, SET_FILE), text);
    return folder;
  } catch (cause) {
    // Before the folder is removed, because its file system is queried.
    const bytes = Buffer.byteLength(text);
    const [got, remedy] = await whyNotWritten({ file: folder, bytes }, cause);
    if (topmost !== undefined) await rm(folder, { recursive: true, force: true });
    // Another run may use it by now.
    if (topmost !== undefined && topmost !== folder) await rmdir(root).catch(() => undefined);
    throw new Failure({
      attempted: 'creating the folder of the set',
      where: root,
      got,
      remedy,
      cause,
    });
  }
};

/** Whether a folder is a set. */
export const isRunSet = async (folder: string): Promise<boolean> => {
  try {
    return (await stat(join(folder, SET_FILE))).isFile();
  } catch {
    return false;
  }
};

/** Reads a set. @throws UnreadableArchive with the file and the position in it */
export const readRunSet = async (folder: string): Promise<RunSet> => {
  const file = join(folder, SET_FILE);
  const parsed = runSetSchema.safeParse(await readJson(file));
  if (!parsed.success) throw UnreadableArchive.at(file, parsed.error);
  return parsed.data;
};
