import type { Claims } from '../claims/claims.js';
import { executeRun, type RunRequest } from '../session/run/execute-run.js';
import { displayFor } from './display/display.js';
import { logEcho } from './display/log-echo.js';
import { keepReport } from './reports/keep-report.js';
import type { Io } from './io.js';
import type { Loudness } from './display/loudness.js';
import { origin } from './origin.js';
import { version } from './version.js';

/** A run, as requested by its verb. */
export interface FollowedRun extends Omit<RunRequest, 'vrbench' | 'signal' | 'display' | 'echo'> {
  /** How much is printed; `verbose` logs every command to standard error. */
  readonly loudness: Loudness;
  /** Judged by the run; default: those of the paper. */
  readonly claims?: Claims | undefined;
}

/** Executes a run, shown on this terminal and ended by ^C; its archive gets its report. @throws Failure */
export const followRun = async (io: Io, followed: FollowedRun): Promise<void> => {
  const { loudness, claims, ...request } = followed;
  const { backend } = request;
  const { kind } = backend.testbed.environment;
  const timed = kind === 'metal' || kind === 'emulated';
  return executeRun({
    ...request,
    onArchived: async (folder) => {
      await keepReport(io, folder, claims);
      await request.onArchived(folder);
    },
    vrbench: { version: version(), ...(await origin()) },
    signal: io.signal,
    echo: loudness === 'verbose' ? logEcho(io) : undefined,
    display: displayFor(io, { timed, loudness }),
  });
};
