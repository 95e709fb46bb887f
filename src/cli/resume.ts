import { plural } from '../document/wording.js';
import { quoteIfNeeded } from '../host/command/quote.js';
import { lastStopped } from '../session/resume/last-stopped.js';
import { stoppedBackend, type GivenAgain } from '../session/resume/stopped-backend.js';
import { openStoppedRun } from '../session/resume/stopped-run.js';
import { namedRunOrSet } from '../results/listing/named-run.js';
import { isRunSet } from '../results/run-set.js';
import { followRun, type FollowedRun } from './follow-run.js';
import { say, type Io } from './io.js';
import { progressTo } from './display/loudness.js';

/** What is resumed: the folder of a run or a set. */
export interface ResumeTarget {
  readonly kind: 'run' | 'set';
  readonly folder: string;
}

/**
 * The run or set that `--resume` names: a folder, its name in the folder of results, or `last`.
 * @throws UnreadableArchive
 */
export const resumedBy = async (named: string, results: string): Promise<ResumeTarget> => {
  const folder =
    named === 'last' ? await lastStopped(results) : await namedRunOrSet(named, results);
  return { kind: (await isRunSet(folder)) ? 'set' : 'run', folder };
};

/** How a run is resumed. */
export interface ResumeOptions
  extends
    GivenAgain,
    Pick<FollowedRun, 'results' | 'loudness' | 'claims' | 'onArchived' | 'onStopped'> {
  readonly keep: boolean;
  readonly wait: boolean;
  readonly skipUnavailable: boolean;
}

/**
 * Resumes a stopped run in its own archive. A complete run has nothing left to measure, and is only
 * shown.
 * @throws Failure; SetupChanged if something differs from when the run was stopped
 */
export const resumeRun = async (
  io: Io,
  folder: string,
  { keep, wait, skipUnavailable, ...options }: ResumeOptions,
): Promise<void> => {
  await using stopped = await openStoppedRun(folder);
  if (stopped.record.state.state === 'complete') {
    progressTo(io, options.loudness)(`${folder} is complete: nothing is left to measure`);
    await options.onArchived(folder);
    return;
  }
  const backend = await stoppedBackend(
    stopped,
    options,
    { keep, wait, skipUnavailable },
    io.signal,
  );
  const { results, loudness, claims, onArchived, onStopped } = options;
  progressTo(io, loudness)(`resuming ${folder} after ${plural(stopped.trials.length, 'trial')}`);
  await followRun(io, { backend, results, loudness, claims, onArchived, onStopped, stopped });
};

/** What is skipped if it cannot be measured; the first implies the second. */
interface SkipOptions {
  readonly keepGoing: boolean;
  readonly skipUnavailable: boolean;
}

/** Prints how to resume a stopped run or set. */
export const sayHowToResume =
  (io: Io, { keepGoing, skipUnavailable }: SkipOptions) =>
  (folder: string): void => {
    const option = skipUnavailable ? ' --skip-unavailable' : '';
    const given = keepGoing ? ' --keep-going' : option;
    say(io, `to resume: vrbench run --resume ${quoteIfNeeded(folder)}${given}`);
  };
