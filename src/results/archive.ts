import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, reasonOf } from '../model/failure.js';
import { replaceFile } from './durable-file.js';
import { openJournal } from './journal.js';
import { makeFolders } from './make-folder.js';
import type { RunRecord } from './schema.js';
import type { TrialRecord } from './trial-schema.js';

/** The names of what an archive holds. */
export const RUN_FILE = 'run.json';
export const JOURNAL_FILE = 'trials.ndjson';
const LOG_FILE = 'log.ndjson';
const INPUTS_FOLDER = 'inputs';
const KERNEL_LOGS_FOLDER = 'kernel-logs';

/** The inputs of a run, as text. */
export interface Inputs {
  readonly testbed: string;
  readonly playbook: string;
}

/** The folder of a run under way. */
export interface Archive extends AsyncDisposable {
  /** The run's id, which is the folder's name: the one asked for, or with a number when that was taken. */
  readonly runId: string;
  readonly folder: string;
  /** Where the log belongs; the archive does not write it. */
  readonly logFile: string;
  /** Replaces run.json atomically, so that the archive is readable at any moment. */
  writeRun(record: RunRecord): Promise<void>;
  /** Journals a trial; it is on the disk when the promise resolves. */
  appendTrial(trial: TrialRecord): Promise<void>;
  /** Stores an input of the run, such as the generated patch, in inputs/. */
  addInput(name: string, text: string): Promise<void>;
  /** Stores what a machine's kernel logged during a trial that was disturbed, in kernel-logs/. */
  addKernelLog(name: string, text: string): Promise<void>;
  /** Removes the folder again: nothing was begun. */
  discard(): Promise<void>;
}

const MOST_OF_A_NAME = 1000;

/** Creates a new folder in one that exists, under the first free name. */
const makeFolder = async (root: string, id: string): Promise<string> => {
  for (let number = 1; number <= MOST_OF_A_NAME; number += 1) {
    const name = number === 1 ? id : `${id}-${number}`;
    try {
      await mkdir(join(root, name));
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error(`${MOST_OF_A_NAME} runs have the name ${id}`);
};

/**
 * Begins the archive of a run: `<root>/<run id>/` with its inputs and an empty journal.
 * @throws Failure when the folder cannot be made or written
 */
export const createArchive = async (
  root: string,
  wantedId: string,
  inputs: Inputs,
): Promise<Archive> => {
  try {
    const madeRoot = await makeFolders(root);
    const runId = await makeFolder(root, wantedId);
    const folder = join(root, runId);
    await mkdir(join(folder, INPUTS_FOLDER));
    const addInput = (name: string, text: string) =>
      writeFile(join(folder, INPUTS_FOLDER, name), text);
    await addInput('testbed.yaml', inputs.testbed);
    await addInput('playbook.yaml', inputs.playbook);
    const journal = await openJournal(join(folder, JOURNAL_FILE));
    return {
      runId,
      folder,
      logFile: join(folder, LOG_FILE),
      writeRun: (record) =>
        replaceFile(join(folder, RUN_FILE), `${JSON.stringify(record, null, 2)}\n`),
      appendTrial: (trial) => journal.append(trial),
      addInput,
      addKernelLog: async (name, text) => {
        await mkdir(join(folder, KERNEL_LOGS_FOLDER), { recursive: true });
        await writeFile(join(folder, KERNEL_LOGS_FOLDER, name), text);
      },
      discard: async () => {
        await rm(folder, { recursive: true, force: true });
        // Another run may be in it by now.
        if (madeRoot !== undefined) await rmdir(root).catch(() => undefined);
      },
      [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose](),
    };
  } catch (cause) {
    throw new Failure({
      attempted: 'creating the archive of the run',
      where: root,
      got: reasonOf(cause),
      remedy: 'choose another folder for results, or free space in this one',
      cause,
    });
  }
};
