import type { Claims } from '../claims/claims.js';
import { executeRun, type RunRequest } from '../session/run/execute-run.js';
import { displayFor } from './display/display.js';
import { keepReport } from './keep-report.js';
import { echoOf, type Io } from './io.js';
import { commit, version } from './version.js';

/** A run, as its verb has it. */
export interface FollowedRun extends Omit<RunRequest, 'vrbench' | 'signal' | 'display' | 'echo'> {
  /** Every command is logged to standard error, too. */
  readonly verbose: boolean;
  /** Judged by the run; default: those of the paper. */
  readonly claims?: Claims | undefined;
}

/** Makes a run that this terminal shows, and that ^C ends; its archive keeps its report. @throws Failure */
export const followRun = async (io: Io, followed: FollowedRun): Promise<void> => {
  const { verbose, claims, ...request } = followed;
  const { backend } = request;
  const { kind } = backend.testbed.environment;
  const timed = kind === 'metal' || kind === 'emulated';
  return executeRun({
    ...request,
    onArchived: async (folder) => {
      await keepReport(io, folder, claims);
      await request.onArchived(folder);
    },
    vrbench: { version: version(), commit: await commit() },
    signal: io.signal,
    echo: verbose ? echoOf(io) : undefined,
    display: displayFor(io, { timed, verbose }),
  });
};
