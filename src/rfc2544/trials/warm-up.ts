import type { Nanoseconds, Pps } from '../../model/units.js';
import type { Procedure, TrialShape } from './procedure.js';

/** A trial before the first one that counts. */
export interface WarmUp {
  /** 0 for none. */
  readonly duration: Nanoseconds;
  /** The highest load of the procedure. */
  readonly intendedLoad: Pps;
}

/**
 * A procedure after a trial that fills the DUT's caches, tables and pools. It runs once, and
 * its result, valid or not, is not used.
 */
export function* warmedUp<Result>(
  procedure: Procedure<Result>,
  frameSize: TrialShape['frameSize'],
  { duration, intendedLoad }: WarmUp,
): Procedure<Result> {
  if (duration > 0) yield { frameSize, intendedLoad, duration, warmUp: true };
  return yield* procedure;
}
