import { resolve } from 'node:path';
import { positionIn } from '../../config/load.js';
import { isArchive } from '../../results/listing/named-run.js';
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

/** Displays a run's progress. */
export interface RunDisplay {
  /** @param outlook the outlook after the event */
  readonly show: (event: RunEvent, outlook: Outlook) => void;
  readonly announce: (text: string) => void;
  /** The run is over; stops displaying. */
  readonly stop: () => void;
}

/** A run from its order to its archive. */
export interface RunRequest {
  readonly backend: Backend;
  /** The folder of all archives. */
  readonly results: string;
  /** A resumed run, in its own archive. */
  readonly stopped?: StoppedRun | undefined;
  readonly vrbench: RunRecord['vrbench'];
  /** Receives the log lines as well, for example for standard error. */
  readonly echo?: ((line: string) => void) | undefined;
  readonly signal: AbortSignal;
  readonly display: RunDisplay;
  /** Called with the archive's folder if anything was started, whether or not the run finished; not if it is gone. */
  readonly onArchived: (folder: string) => Promise<void>;
  /** Called after that if the run did not finish. */
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

/** The state of a run when it was stopped. @throws UnexpectedTrial; Failure if a result in run.json differs */
const earlierOf = ({ record, trials }: StoppedRun, order: ReplayedOrder): EarlierRun => {
  const earlier = earlierRun(order, earlierTrials(trials));
  requireSameResults(record, earlier);
  return earlier;
};

/**
 * Executes a run, archiving, logging and showing its progress. If nothing was started, the new archive is
 * removed; that of a resumed run stays unchanged.
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
  // An archive that was deleted or moved, which ended the run, can be neither shown nor resumed.
  const isGone = ended.status === 'rejected' && isBegun() && !(await isArchive(folder));
  if (isGone) throw ended.reason;
  const [shown] = await Promise.allSettled([isBegun() ? request.onArchived(folder) : discard()]);
  // The error that ended the run comes first: it may also be why the archive cannot be shown.
  if (ended.status === 'rejected') {
    if (isBegun()) request.onStopped?.(folder);
    throw ended.reason;
  }
  if (shown.status === 'rejected') throw shown.reason;
};
