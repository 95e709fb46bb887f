import type { Host } from '../../host/host.js';
import { stopDaemon, type PtpDaemon } from '../../linux/ptp/daemon.js';
import { lastWords } from '../../linux/text/error-lines.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';

/** What another run has left stops this one. @throws PreconditionFailure */
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
    got: `${folder} is there already`,
    remedy: 'vrbench teardown -t TESTBED',
  });
};

/** Ends the program. @throws Failure where it goes on */
export const endDaemon = async (host: Host, program: string, daemon: PtpDaemon): Promise<void> => {
  const output = await host.attempt(stopDaemon(daemon));
  if (output.exitCode === 0) return;
  const got = lastWords(output);
  throw new Failure({ attempted: `ending ${program}`, where: host.name, got });
};
