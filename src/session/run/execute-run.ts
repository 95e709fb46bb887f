import { positionIn } from '../../config/load.js';
import type { RunRecord } from '../../results/schema.js';
import type { Backend } from '../backends/backend.js';
import { archiveRun } from './archive-run.js';
import type { RunEvent } from './events.js';
import { openLog } from './log.js';
import { outlookAfter, outlookOf, type Outlook } from './outlook.js';

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
  readonly vrbench: RunRecord['vrbench'];
  /** Takes the lines of the log, too, such as to standard error. */
  readonly echo?: ((line: string) => void) | undefined;
  readonly signal: AbortSignal;
  readonly display: RunDisplay;
  /** Called with the archive's folder, whether or not the run finished, if anything of it was begun. */
  readonly onArchived: (folder: string) => Promise<void>;
}

/** Events that a run has even where nothing was begun: a machine was not reached, or lacks something. */
const FRAME: readonly RunEvent['type'][] = ['run-started', 'run-ended'];

/**
 * Executes a run, archiving, logging and showing its progress. Where nothing was begun there is no
 * archive.
 * @throws Failure
 */
export const executeRun = async (request: RunRequest): Promise<void> => {
  const { backend, vrbench, signal, display } = request;
  const { playbook, text, stated } = backend.playbook;
  const { linkSpeed, environment } = backend.testbed;
  const { atOnce } = backend;
  let outlook = await outlookOf({ playbook, linkSpeed, atOnce }, undefined, signal);
  await using archived = await archiveRun({
    root: request.results,
    testbed: backend.testbed,
    playbook,
    stated,
    inputs: { testbed: backend.text, playbook: text },
    vrbench,
  });
  const { runId, folder, logFile, record, discard } = archived;
  const log = openLog({ file: logFile, echo: request.echo });
  const archive = { begun: false };
  const measure = () =>
    backend.measure({
      playbook,
      linkSpeed,
      atOnce,
      written: { stated, positionOf: positionIn(backend.playbook, environment.kind) },
      runId,
      signal,
      emit: async (event) => {
        log.info({ event: event.type });
        archive.begun ||= !FRAME.includes(event.type);
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
  const [shown] = await Promise.allSettled([
    archive.begun ? request.onArchived(folder) : discard(),
  ]);
  // What ended the run comes first; an archive that cannot be read may be for the same reason.
  if (ended.status === 'rejected') throw ended.reason;
  if (shown.status === 'rejected') throw shown.reason;
};
