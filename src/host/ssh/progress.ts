import { inMilliseconds, type Nanoseconds } from '../../model/units.js';

/** Watches work that is made in steps. */
export interface ProgressWatch {
  /** A step was made. */
  readonly step: () => void;
  /** Whether no step was made for too long. */
  stalled(): boolean;
  /** Stops watching. */
  readonly end: () => void;
}

/**
 * Notices when no step is made for `limit`: a slow network makes many, one after another.
 * @param excused whether another wait is under way that has a limit of its own
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
