import type { LockingOptions } from '../../session/backends/machines/connect.js';
import { openLog } from '../../session/run/log.js';
import type { Io } from '../io.js';
import { logEcho } from './log-echo.js';
import { progressTo, type Loudness } from './loudness.js';

/**
 * How a verb that makes no archive connects to machines: until ^C, with every command logged where it is
 * verbose.
 * @param wait whether it waits for machines that another controller has locked
 */
export const lockingOf = (
  io: Io,
  loudness: Loudness,
  wait = false,
): Omit<LockingOptions, 'purpose'> => {
  const log = openLog({ echo: loudness === 'verbose' ? logEcho(io) : undefined });
  return {
    signal: io.signal,
    log: (entry) => {
      log.debug(entry, 'command');
    },
    onWait: wait ? progressTo(io, loudness) : undefined,
  };
};
