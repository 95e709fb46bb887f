import type { Claims } from '../claims/claims.js';
import { executeRun, type RunRequest } from '../session/run/execute-run.js';
import { displayFor } from './display/display.js';
import { logEcho } from './display/log-echo.js';
import { keepReport } from './reports/keep-report.js';
import type { Io } from './io.js';
import type { Loudness } from './display/loudness.js';
import { origin } from './origin.js';
import { version } from './version.js';

/** A run, as its verb has it. */
export interface FollowedRun extends Omit<RunRequest, 'vrbench' | 'signal' | 'display' | 'echo'> {
  /** What is said of it; `verbose` logs every command to standard error. */
  readonly loudness: Loudness;
  /** Judged by the run; default: those of the paper. */
  readonly claims?: Claims | undefined;
}

/** Makes a run that this terminal shows, and that ^C ends; its archive keeps its report. @throws Failure */
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
