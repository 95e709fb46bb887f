import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../../../src/model/failure.js';
import { readRun, readTrials } from '../../../src/results/read-run.js';
import type { RunRecord } from '../../../src/results/schema.js';
import { problems, type Problem } from '../fault.js';

/** The numbers of the trials that a run has reported as done. Pure. */
export const trialsReported = (said: readonly string[]): readonly number[] =>
  said.flatMap((line) => {
    const found = /^\s+trial (\d+) \(/.exec(line);
    return found === null ? [] : [Number(found[1])];
  });

/** An archive as a fault left it. */
export interface Kept {
  /** Absent where there is no archive, or it cannot be read. */
  readonly state?: RunRecord['state']['state'] | undefined;
  /** The archive's folder. */
  readonly folder?: string | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads the archive of the only run in a folder of results, and looks for every trial that was reported.
 * A run that had begun nothing has none.
 */
export const archiveKept = async (results: string, said: readonly string[]): Promise<Kept> => {
  const reported = trialsReported(said);
  const [name, ...others] = await readdir(results).catch(() => []);
  if (name === undefined) {
    return {
      problems: problems(
        'lost',
        reported.map((number) => `trial ${number}: no archive`),
      ),
    };
  }
  const folder = join(results, name);
  const more = others.map((other) => `a second archive: ${other}`);
  try {
    const { state } = (await readRun(folder)).state;
    const { trials } = await readTrials(folder);
    const kept = new Set(trials.map(({ sequence }) => sequence));
    const lost = reported.filter((number) => !kept.has(number)).map((number) => `trial ${number}`);
    return { state, folder, problems: [...problems('lost', lost), ...problems('wrong', more)] };
  } catch (error) {
    return { folder, problems: problems('lost', [`the archive: ${reasonOf(error)}`]) };
  }
};
