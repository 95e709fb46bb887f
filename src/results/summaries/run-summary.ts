import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UnreadableArchive } from '../archive-failure.js';
import { RUN_FILE } from '../archive.js';
import { readRunJson, readRun } from '../read-run.js';
import { runSchema, type RunRecord } from '../schema.js';
import { versionOf } from '../versions/version.js';

const { runId, started, state, testbed, playbook, environment, reference, results, instructions } =
  runSchema.shape;

/** The keys of run.json about what was measured and when; the rest is ignored. */
const summarySchema = z.object({
  ...{ runId, started, state, testbed, playbook, environment, reference, results, instructions },
});

/** A run without its setup and conformance. */
export type RunSummary = Pick<RunRecord, keyof z.output<typeof summarySchema>>;

/** A run, and the folder of its archive. */
export interface SummarizedRun {
  readonly folder: string;
  readonly run: RunSummary;
}

/** The runs in a folder, and what cannot be read. */
export interface SummarizedRuns {
  /** Earliest first. */
  readonly runs: readonly SummarizedRun[];
  readonly faults: readonly UnreadableArchive[];
}

const readSummary = async (folder: string): Promise<RunSummary> => {
  const file = join(folder, RUN_FILE);
  const value = await readRunJson(file);
  // Earlier versions are read and converted completely.
  if (versionOf(file, value) !== 3) return readRun(folder);
  const parsed = summarySchema.safeParse(value);
  if (!parsed.success) throw UnreadableArchive.at(file, parsed.error);
  return parsed.data;
};

/** The folders of all archives in a folder, including those in sets of runs. */
const foldersIn = async (root: string): Promise<readonly string[]> => {
  const entries = await readdir(root, { withFileTypes: true });
  if (entries.some(({ name }) => name === RUN_FILE)) return [root];
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(folders.toSorted().map((name) => foldersIn(join(root, name))));
  return found.flat();
};

/** Reads run.json of every archive in a folder. @throws UnreadableArchive if the folder cannot be read */
export const readSummaries = async (root: string): Promise<SummarizedRuns> => {
  let folders: readonly string[];
  try {
    folders = await foldersIn(root);
  } catch (cause) {
    throw new UnreadableArchive(root, { got: String(cause), cause });
  }
  const runs: SummarizedRun[] = [];
  const faults: UnreadableArchive[] = [];
  for (const folder of folders) {
    try {
      runs.push({ folder, run: await readSummary(folder) });
    } catch (error) {
      if (!(error instanceof UnreadableArchive)) throw error;
      faults.push(error);
    }
  }
  const time = ({ run }: SummarizedRun): number => Date.parse(run.started);
  return { runs: runs.toSorted((one, other) => time(one) - time(other)), faults };
};
