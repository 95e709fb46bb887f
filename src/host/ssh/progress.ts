import { inMilliseconds, type Nanoseconds } from '../../model/units.js';

/** Watches the progress of work in steps. */
export interface ProgressWatch {
  /** Reports a step. */
  readonly step: () => void;
  /** Whether there was no step for too long. */
  stalled(): boolean;
  /** Stops watching. */
  readonly end: () => void;
}

/**
 * Detects that there was no step for `limit`; even on a slow network there are many.
 * @param excused whether another wait with its own limit is in progress
 */
export const watchProgress = (
  limit: Nanoseconds,
  excused: () => boolean,
  onStall: () => void,
): ProgressWatch => {
  let state: 'watching' | 'stalled' | 'over' = 'watching';
  const timer = setTimeout(() => {
    if (excused()) {
      timer.refresh();
      return;
    }
    state = 'stalled';
    onStall();
  }, inMilliseconds(limit));
  return {
    step: () => {
      if (state === 'watching') timer.refresh();
    },
    stalled: () => state === 'stalled',
    end: () => {
      clearTimeout(timer);
      if (state === 'watching') state = 'over';
    },
  };
};
