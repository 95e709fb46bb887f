import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../model/failure.js';
import { openJournal, type Journal, type JournalEnd } from './journal/journal.js';
import { lockArchive } from './lock/archive-lock.js';
import { makeFolders } from './disk/make-folder.js';
import { notWritten, whyNotWritten } from './disk/not-written.js';
import { openReserve } from './disk/reserve.js';
import { runFile } from './run-file.js';
import type { RunRecord } from './schema.js';
import type { TrialRecord } from './trial-schema.js';

/** The names of the files in an archive. */
export const RUN_FILE = 'run.json';
export const JOURNAL_FILE = 'trials.ndjson';
/** The report as an HTML page, written at the end of the run. */
export const REPORT_FILE = 'report.html';
const LOG_FILE = 'log.ndjson';
const INPUTS_FOLDER = 'inputs';
const TESTBED_INPUT = 'testbed.yaml';
const PLAYBOOK_INPUT = 'playbook.yaml';
const KERNEL_LOGS_FOLDER = 'kernel-logs';

/** The inputs of a run, as text. */
export interface Inputs {
  readonly testbed: string;
  readonly playbook: string;
}

/** The folder of a run under way. */
export interface Archive extends AsyncDisposable {
  /** The run's id, which is the name of the folder: as requested, or with a number if that was taken. */
  readonly runId: string;
  readonly folder: string;
  /** Path of the log; the archive does not write it. */
  readonly logFile: string;
  /**
   * Replaces run.json atomically, so that the archive is readable at any moment.
   * @throws ArchiveNotWritten, ArchiveGone; all below do
   */
  readonly writeRun: (record: RunRecord) => Promise<void>;
  /** Replaces it for the last time, using the reserved space. */
  readonly endRun: (record: RunRecord) => Promise<void>;
  /** Journals a trial; it is on the disk when the promise resolves. */
  readonly appendTrial: (trial: TrialRecord) => Promise<void>;
  /** Stores an input of the run, such as the generated patch, in inputs/. */
  readonly addInput: (name: string, text: string) => Promise<void>;
  /** Stores a machine's kernel log of a disturbed trial in kernel-logs/. */
  readonly addKernelLog: (name: string, text: string) => Promise<void>;
  /** Removes the folder if nothing was started. */
  readonly discard: () => Promise<void>;
}

const MOST_OF_A_NAME = 1000;

/** Creates a new folder in an existing one, under the first free name. */
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

/** Creates a folder in an existing one, unless it already exists. */
const makeFolderIn = async (path: string): Promise<void> => {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};

/** An open archive: its folder, journal and lock. */
interface Opened {
  readonly folder: string;
  readonly journal: Journal;
  /** Held by this process. */
  readonly lock: AsyncDisposable;
}

const opened = async ({ folder, journal, lock }: Opened): Promise<Omit<Archive, 'discard'>> => {
  const reserve = await openReserve(folder);
  const run = runFile(join(folder, RUN_FILE), reserve, journal.trials);
  const store = async (file: string, text: string): Promise<void> => {
    try {
      await makeFolderIn(dirname(file));
      await writeFile(file, text);
    } catch (cause) {
      throw await notWritten(
        { file, bytes: Buffer.byteLength(text), trials: journal.trials(), folder },
        cause,
      );
    }
  };
  return {
    runId: basename(folder),
    folder,
    logFile: join(folder, LOG_FILE),
    writeRun: run.write,
    endRun: run.end,
    appendTrial: journal.append,
    addInput: (name: string, text: string) => store(join(folder, INPUTS_FOLDER, name), text),
    addKernelLog: (name: string, text: string) =>
      store(join(folder, KERNEL_LOGS_FOLDER, name), text),
    [Symbol.asyncDispose]: async () => {
      await reserve[Symbol.asyncDispose]();
      await journal[Symbol.asyncDispose]();
      await lock[Symbol.asyncDispose]();
    },
  };
};

/** The copies in an archive of the files that its run was started with. */
export const inputFiles = (folder: string) => ({
  testbed: join(folder, INPUTS_FOLDER, TESTBED_INPUT),
  playbook: join(folder, INPUTS_FOLDER, PLAYBOOK_INPUT),
});

/** Creates the initial files of an archive in a new folder. */
const begin = async (folder: string, inputs: Inputs) => {
  const lock = await lockArchive(folder);
  await mkdir(join(folder, INPUTS_FOLDER));
  await writeFile(inputFiles(folder).testbed, inputs.testbed);
  await writeFile(inputFiles(folder).playbook, inputs.playbook);
  const journal = await openJournal(join(folder, JOURNAL_FILE));
  return opened({ folder, journal, lock });
};

/**
 * Opens the archive of a run that was stopped, to continue after the last complete line of its journal. An
 * incomplete line is dropped.
 * @param lock on the archive, released with it
 * @throws Failure if it cannot be written
 */
export const reopenArchive = async (
  folder: string,
  end: JournalEnd,
  lock: AsyncDisposable,
): Promise<Omit<Archive, 'discard'>> => {
  const file = join(folder, JOURNAL_FILE);
  try {
    return await opened({ folder, journal: await openJournal(file, end), lock });
  } catch (cause) {
    throw await notWritten({ file, bytes: 0, trials: end.trials }, cause);
  }
};

/**
 * Creates the archive of a run: `<root>/<run id>/` with its inputs and an empty journal.
 * @throws Failure if the folder cannot be created or written; nothing is left behind then
 */
export const createArchive = async (
  root: string,
  wantedId: string,
  inputs: Inputs,
): Promise<Archive> => {
  let made: string | undefined;
  let madeRoot: string | undefined;
  const discard = async (): Promise<void> => {
    if (made !== undefined) await rm(join(root, made), { recursive: true, force: true });
    // Another run may use it by now.
    if (madeRoot !== undefined) await rmdir(root).catch(() => undefined);
  };
  try {
    madeRoot = await makeFolders(root);
    made = await makeFolder(root, wantedId);
    return { ...(await begin(join(root, made), inputs)), discard };
  } catch (cause) {
    const bytes = Buffer.byteLength(inputs.testbed + inputs.playbook);
    // Before the folder is removed, because its file system is queried.
    const system = cause instanceof Failure ? cause.cause : cause;
    const [got, remedy] = await whyNotWritten({ file: join(root, wantedId), bytes }, system);
    await discard();
    throw new Failure({
      attempted: 'creating the archive of the run',
      where: root,
      got,
      remedy,
      cause,
    });
  }
};
