import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure, reasonOf } from '../model/failure.js';

const machineState = z.object({
  name: z.string(),
  pid: z.int().positive(),
  sshPort: z.int().min(1).max(65535),
});

const stateSchema = z.object({
  version: z.literal(1),
  /** The plan the machines were booted from, as JSON text. */
  plan: z.string(),
  accelerator: z.enum(['kvm', 'tcg']),
  hostCores: z.int().positive(),
  /** QEMU's version; absent in a lab that an earlier version booted. */
  qemu: z.string().optional(),
  machines: z.array(machineState),
  /** UDP ports of this computer, by port of the testbed. */
  cables: z.record(z.string(), z.int().min(1).max(65535)),
});

/** The state of a running lab, kept in its folder as state.json. */
export type LabState = z.output<typeof stateSchema>;

const pathIn = (folder: string): string => join(folder, 'state.json');

/** Parses a lab's state. @throws Failure when another version wrote it, or it is damaged */
export const parseState = (text: string, path: string): LabState => {
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Failure({
      attempted: 'reading the state of the lab',
      where: path,
      got: reasonOf(cause),
      remedy: 'vrbench lab down, then vrbench lab up',
      cause,
    });
  }
};

/** Writes a lab's state: from then on it is up. */
export const writeState = (folder: string, state: LabState): Promise<void> =>
  writeFile(pathIn(folder), `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });

/** The state of the lab with this folder; `undefined` if there is none. @throws Failure */
export const readState = async (folder: string): Promise<LabState | undefined> => {
  const path = pathIn(folder);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return parseState(text, path);
};
