import pino, { multistream, type Logger, type StreamEntry } from 'pino';

/**
 * The log of a run: to the archive's file, and to standard error with --verbose.
 * @param file absent for verbs that make no archive
 */
export const openLog = (verbose: boolean, file?: string): Logger => {
  const streams: StreamEntry[] = [];
  if (file !== undefined) {
    // Synchronous, so that a crash loses no line; a trial writes a few dozen.
    streams.push({ level: 'debug', stream: pino.destination({ dest: file, sync: true }) });
  }
  if (verbose) streams.push({ level: 'debug', stream: process.stderr });
  return pino(
    { level: streams.length === 0 ? 'silent' : 'debug', base: null },
    multistream(streams),
  );
};
