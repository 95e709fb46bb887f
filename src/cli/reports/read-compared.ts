import type { ComparedRun } from '../../comparison/run.js';
import { orInterrupted } from '../../model/concurrency/or-interrupted.js';
import { Failure, reasonOf } from '../../model/failure.js';
import type { UnreadableArchive } from '../../results/archive-failure.js';
import { salvageSummaries } from '../../results/salvage/salvage-summaries.js';
import { say, type Io } from '../io.js';

/** A run as it is compared, and what of its archive cannot be read. */
export interface ReadRun {
  readonly run: ComparedRun;
  readonly faults: readonly UnreadableArchive[];
}

/**
 * Reads the readable part of a run's archive for a comparison, and reports the rest.
 * @throws UnreadableArchive if it has no figures at all
 */
export const readCompared = async (io: Io, folder: string): Promise<ReadRun> => {
  const { run, trials, torn, faults } = await orInterrupted(
    io.signal,
    `reading ${folder}`,
    salvageSummaries(folder),
  );
  const [unreadable] = faults;
  if (run === undefined && unreadable !== undefined) throw unreadable;
  for (const fault of faults) say(io, `vrbench: ${reasonOf(fault)}`);
  if (torn) say(io, `${folder}: the journal's last line is truncated, and omitted`);
  if (run === undefined) {
    throw new Failure({ attempted: `comparing ${folder}`, got: 'its run.json cannot be read' });
  }
  return { run: { run, trials }, faults };
};
