import { executeRun, type RunRequest } from '../session/run/execute-run.js';
import { displayFor } from './display.js';
import type { Io } from './io.js';
import { commit, version } from './version.js';

/** Makes a run that this terminal shows, and that ^C ends. @throws Failure */
export const followRun = async (
  io: Io,
  request: Omit<RunRequest, 'vrbench' | 'signal' | 'display'>,
): Promise<void> =>
  executeRun({
    ...request,
    vrbench: { version: version(), commit: await commit() },
    signal: io.signal,
    display: displayFor(io),
  });
