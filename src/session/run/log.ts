import pino, { multistream, type DestinationStream, type Logger } from 'pino';
import { openLogFile } from './log-file.js';

/** Where the log of a run goes. */
export interface LogTargets {
  /** The archive's log file; absent for verbs without an archive. */
  readonly file?: string | undefined;
  /** Receives each line as well. */
  readonly echo?: ((line: string) => void) | undefined;
}

/** Opens the log of a run. A line that cannot be written does not end the run. */
export const openLog = ({ file, echo }: LogTargets): Logger => {
  const targets: DestinationStream[] = [
    ...(file === undefined ? [] : [openLogFile(file)]),
    ...(echo === undefined ? [] : [{ write: echo }]),
  ];
  return pino(
    { level: targets.length === 0 ? 'silent' : 'debug', base: null },
    multistream(targets.map((stream) => ({ level: 'debug', stream }))),
  );
};
