import type { Host } from '../../host/host.js';
import { stopDaemon, type PtpDaemon } from '../../linux/ptp/daemon.js';
import { lastWords } from '../../linux/text/error-lines.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';

/** Refuses to start over what another run has left. @throws PreconditionFailure */
export const refuseLeftOver = async (
  host: Host,
  program: string,
  { folder }: PtpDaemon,
  signal: AbortSignal | undefined,
): Promise<null> => {
  const { exitCode } = await host.attempt(['test', '-e', folder], { signal });
  if (exitCode !== 0) return null;
  throw new PreconditionFailure({
    attempted: `starting ${program}`,
    where: host.name,
    got: `${folder} already exists`,
    remedy: 'vrbench teardown -t TESTBED',
  });
};

/** Stops the program. @throws Failure if it keeps running */
export const endDaemon = async (host: Host, program: string, daemon: PtpDaemon): Promise<void> => {
  const output = await host.attempt(stopDaemon(daemon));
  if (output.exitCode === 0) return;
  const got = lastWords(output);
  throw new Failure({ attempted: `stopping ${program}`, where: host.name, got });
};
