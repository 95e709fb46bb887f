import { executeRun, type RunRequest } from '../session/run/execute-run.js';
import { displayFor } from './display/display.js';
import { echoOf, type Io } from './io.js';
import { origin, version } from './version.js';

/** A run, as its verb has it. */
export interface FollowedRun extends Omit<RunRequest, 'vrbench' | 'signal' | 'display' | 'echo'> {
  /** Every command is logged to standard error, too. */
  readonly verbose: boolean;
}

/** Makes a run that this terminal shows, and that ^C ends. @throws Failure */
export const followRun = async (io: Io, { verbose, ...request }: FollowedRun): Promise<void> => {
  const { backend } = request;
  const { kind } = backend.testbed.environment;
  const timed = kind === 'metal' || kind === 'emulated';
  return executeRun({
    ...request,
    vrbench: { version: version(), ...(await origin()) },
    signal: io.signal,
    echo: verbose ? echoOf(io) : undefined,
    display: displayFor(io, { timed, verbose }),
  });
};
