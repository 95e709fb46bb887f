import type { LoadedPlaybook } from '../config/load.js';
import { archiveRun } from '../session/archive-run.js';
import { displayFor } from './display.js';
import type { Io } from './io.js';
import { openLog } from './log.js';
import type { Place } from './place.js';
import { commit, version } from './version.js';

/** What is measured, where, and how that is followed. */
export interface Performance {
  readonly place: Place;
  readonly playbook: LoadedPlaybook;
  /** The folder that archives are kept in. */
  readonly results: string;
  readonly verbose: boolean;
  /** Told where the archive is, whether or not the run came to its end. */
  readonly ended: (folder: string) => Promise<void>;
}

/** Makes a run: it is archived, logged and shown as it goes. @throws Failure */
export const perform = async (
  io: Io,
  { place, playbook: loaded, results, verbose, ended }: Performance,
): Promise<void> => {
  const { playbook, text } = loaded;
  await using archived = await archiveRun({
    root: results,
    testbed: place.testbed,
    playbook,
    inputs: { testbed: place.text, playbook: text },
    vrbench: { version: version(), commit: await commit() },
  });
  const { runId, folder, logFile, record } = archived;
  const log = openLog(verbose, logFile);
  const display = displayFor(io);
  try {
    await place.measure({
      playbook,
      linkSpeed: place.testbed.linkSpeed,
      runId,
      signal: io.signal,
      emit: async (event) => {
        log.info({ event: event.type });
        await record(event);
        display.show(event);
      },
      announce: (message) => {
        log.info(message);
        display.announce(message);
      },
      log,
    });
  } finally {
    display.stop();
    await ended(folder);
  }
};
