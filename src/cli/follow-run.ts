import { executeRun, type RunRequest } from '../session/run/execute-run.js';
import { displayFor } from './display/display.js';
import type { Io } from './io.js';
import { commit, version } from './version.js';

/** Makes a run that this terminal shows, and that ^C ends. @throws Failure */
export const followRun = async (
  io: Io,
  request: Omit<RunRequest, 'vrbench' | 'signal' | 'display'>,
): Promise<void> => {
  const { backend, verbose } = request;
  const { kind } = backend.testbed.environment;
  const timed = kind === 'metal' || kind === 'emulated';
  return executeRun({
    ...request,
    vrbench: { version: version(), commit: await commit() },
    signal: io.signal,
    display: displayFor(io, { timed, verbose }),
  });
};
