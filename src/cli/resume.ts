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

/** What goes on: the folder of a run, or of a set. */
export interface ToGoOnWith {
  readonly kind: 'run' | 'set';
  readonly folder: string;
}

/**
 * The run or set that `--resume` names: a folder, its name in the folder of results, or `last`.
 * @throws UnreadableArchive
 */
export const resumedBy = async (named: string, results: string): Promise<ToGoOnWith> => {
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
 * Resumes a stopped run in its own archive. Of a complete run nothing is left to be
 * measured: it is only shown.
 * @throws Failure; SetupChanged where something is not as it was
 */
export const resumeRun = async (
  io: Io,
  folder: string,
  { keep, wait, skipUnavailable, ...options }: ResumeOptions,
): Promise<void> => {
  await using stopped = await openStoppedRun(folder);
  if (stopped.record.state.state === 'complete') {
    progressTo(io, options.loudness)(`${folder} is complete: nothing is left to be measured`);
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

/** What is left out where it cannot be measured; the first does the second. */
interface LeavingOut {
  readonly keepGoing: boolean;
  readonly skipUnavailable: boolean;
}

/** Says how a run that was stopped, or a set, goes on. */
export const sayHowToGoOn =
  (io: Io, { keepGoing, skipUnavailable }: LeavingOut) =>
  (folder: string): void => {
    const option = skipUnavailable ? ' --skip-unavailable' : '';
    const given = keepGoing ? ' --keep-going' : option;
    say(io, `to go on: vrbench run --resume ${quoteIfNeeded(folder)}${given}`);
  };
