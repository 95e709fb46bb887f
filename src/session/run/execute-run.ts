import { resolve } from 'node:path';
import { positionIn } from '../../config/load.js';
import type { RunRecord } from '../../results/schema.js';
import type { Backend } from '../backends/backend.js';
import { archiveRun, type ArchivedRun } from '../archive/archive-run.js';
import { earlierRun, type EarlierRun, type ReplayedOrder } from '../resume/earlier-run.js';
import { earlierTrials } from '../resume/earlier-trials.js';
import { requireSameResults } from '../resume/results-agree.js';
import { resumeArchive } from '../resume/resume-archive.js';
import type { StoppedRun } from '../resume/stopped-run.js';
import type { RunEvent } from './events.js';
import { openLog } from './log.js';
import { outlookAfter } from './outlook/after.js';
import { outlookOf, type Outlook } from './outlook/outlook.js';

/** Follows a run on a screen. */
export interface RunDisplay {
  /** @param outlook after the event */
  readonly show: (event: RunEvent, outlook: Outlook) => void;
  readonly announce: (text: string) => void;
  /** The run is over; nothing is shown any more. */
  readonly stop: () => void;
}

/** A run from its order to its archive. */
export interface RunRequest {
  readonly backend: Backend;
  /** The folder that archives are kept in. */
  readonly results: string;
  /** A resumed run, in its own archive. */
  readonly stopped?: StoppedRun | undefined;
  readonly vrbench: RunRecord['vrbench'];
  /** Takes the lines of the log, too, such as to standard error. */
  readonly echo?: ((line: string) => void) | undefined;
  readonly signal: AbortSignal;
  readonly display: RunDisplay;
  /** Called with the archive's folder, whether or not the run finished, if anything of it was begun. */
  readonly onArchived: (folder: string) => Promise<void>;
  /** Called with it after that where the run did not finish. */
  readonly onStopped?: ((folder: string) => void) | undefined;
}

/** A new archive, or that of a resumed run. */
const openArchive = ({ backend, stopped, results, vrbench }: RunRequest): Promise<ArchivedRun> => {
  const { playbook, stated, text, path } = backend.playbook;
  const { testbed, file, counts } = backend;
  if (stopped !== undefined) return resumeArchive(stopped, { stated, vrbench, testbed: file });
  return archiveRun({
    root: results,
    testbed,
    playbook,
    stated,
    inputs: { testbed: backend.text, playbook: text },
    files: { testbed: file ?? null, playbook: resolve(path) },
    counts,
    vrbench,
  });
};

/** What a run had come to when it was stopped. @throws UnexpectedTrial; Failure for another result in run.json */
const earlierOf = ({ record, trials }: StoppedRun, order: ReplayedOrder): EarlierRun => {
  const earlier = earlierRun(order, earlierTrials(trials));
  requireSameResults(record, earlier);
  return earlier;
};

/**
 * Executes a run, archiving, logging and showing its progress. Where nothing was begun there is no
 * archive, or it stays as it was.
 * @throws Failure
 */
export const executeRun = async (request: RunRequest): Promise<void> => {
  const { backend, stopped, signal, display } = request;
  const { playbook, stated } = backend.playbook;
  const { linkSpeed, environment } = backend.testbed;
  const { atOnce } = backend;
  const written = { stated, positionOf: positionIn(backend.playbook, environment.kind) };
  const planned = { playbook, linkSpeed, atOnce, written };
  const earlier = stopped && earlierOf(stopped, planned);
  let outlook = await outlookOf({ playbook, linkSpeed, atOnce }, undefined, signal);
  await using archived = await openArchive(request);
  const { runId, folder, logFile, record, discard, isBegun } = archived;
  const log = openLog({ file: logFile, echo: request.echo });
  const measure = () =>
    backend.measure({
      ...planned,
      earlier,
      runId,
      signal,
      emit: async (event) => {
        log.info({ event: event.type });
        await record(event);
        outlook = await outlookAfter(outlook, event, signal);
        display.show(event, outlook);
      },
      announce: (message) => {
        log.info(message);
        display.announce(message);
      },
      log,
    });
  const [ended] = await Promise.allSettled([measure()]);
  display.stop();
  const [shown] = await Promise.allSettled([isBegun() ? request.onArchived(folder) : discard()]);
  // What ended the run comes first; an archive that cannot be read may be for the same reason.
  if (ended.status === 'rejected') {
    if (isBegun()) request.onStopped?.(folder);
    throw ended.reason;
  }
  if (shown.status === 'rejected') throw shown.reason;
};
