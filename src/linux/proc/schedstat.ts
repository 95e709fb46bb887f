import { clampToZero, type Nanoseconds } from '../../model/units.js';
import { decimal } from '../text/number.js';

/** The processor time of a thread. */
export interface ThreadTime {
  /** It ran. */
  readonly ran: Nanoseconds;
  /** Runnable, but waiting for a processor. */
  readonly waited: Nanoseconds;
}

/**
 * Parses /proc/PID/task/TID/schedstat: time on a processor and time in a run queue, both in ns, and
 * the number of slices (Documentation/scheduler/sched-stats.rst).
 * @throws ParseFailure
 */
export const parseSchedstat = (text: string, where?: string): ThreadTime => {
  const source = '/proc/PID/task/TID/schedstat';
  const [ran, waited] = text.trim().split(/\s+/);
  return {
    ran: clampToZero(decimal(ran, { source, where })),
    waited: clampToZero(decimal(waited, { source, where })),
  };
};
