import { Interrupted } from '../../model/failure.js';
import type { TrialOutcome, TrialRequest, TrialResult } from '../../model/trial.js';
import type { Measurer } from '../measurer.js';
import { askedAs } from './replay/asked-as.js';
import type { Pacing } from './pacing.js';

/** A trial that has ended: its number in the run, by which results refer to it, and its result. */
export interface EndedTrial {
  readonly sequence: number;
  readonly result: TrialOutcome;
}

/** One that has figures. */
export interface MeasuredTrial extends EndedTrial {
  readonly result: TrialResult;
}

/**
 * A benchmarking procedure, pure: it yields the next trial to run, receives that trial's result,
 * and returns the overall result. `conduct` runs it against a testbed.
 */
export type Procedure<Result> = Generator<TrialRequest, Result, EndedTrial>;

/** The part of a trial that is the same all through a procedure. */
export type TrialShape = Pick<TrialRequest, 'frameSize' | 'duration'> & {
  /** The loads that the generator can offer; default: any. */
  readonly pacing?: Pacing | undefined;
  /** How many independent trials run in about the time of one; default: one. */
  readonly atOnce?: number | undefined;
};

/** What happens while a procedure is conducted, in order. */
export type TrialEvent =
  | { readonly type: 'trial-started'; readonly sequence: number; readonly request: TrialRequest }
  | { readonly type: 'trial-ended'; readonly sequence: number; readonly result: TrialOutcome }
  /** One that was made before the run was stopped. */
  | { readonly type: 'trial-replayed'; readonly sequence: number; readonly result: TrialOutcome };

export interface Conduct {
  /** Ends the procedure before its next trial, and reaches the measurer during one. */
  readonly signal: AbortSignal;
  /** The run's next trial number. */
  readonly nextSequence: () => number;
  /** Called with every trial; the procedure continues when the promise resolves. */
  readonly observe: (event: TrialEvent) => Promise<void>;
  /**
   * The trials that come next whatever their results are, after those that have ended; for a measurer
   * that makes several at once.
   */
  readonly ahead?: ((ended: readonly EndedTrial[]) => readonly TrialRequest[]) | undefined;
  /** Its first trials, which were made before the run was stopped: they are not made again. */
  readonly earlier?: readonly EndedTrial[] | undefined;
}

/**
 * Runs a procedure to its end, one trial at a time.
 * @throws Interrupted when the signal is aborted between trials
 * @throws UnexpectedTrial if an earlier trial is not the one that the procedure asks for
 * @throws Failure whatever the measurer or the observer throws
 */
export const conduct = async <Result>(
  procedure: Procedure<Result>,
  measurer: Measurer,
  { signal, nextSequence, observe, ahead, earlier = [] }: Conduct,
): Promise<Result> => {
  const ended: EndedTrial[] = [];
  const upcoming = ahead && (() => ahead(ended));
  let step = procedure.next();
  for (const { sequence, result } of earlier) {
    measurer.recall?.(askedAs(step, { sequence, result }), upcoming);
    await observe({ type: 'trial-replayed', sequence, result });
    if (ahead !== undefined) ended.push({ sequence, result });
    step = procedure.next({ sequence, result });
  }
  while (step.done !== true) {
    if (signal.aborted) throw new Interrupted('measuring');
    const request = step.value;
    const sequence = nextSequence();
    await observe({ type: 'trial-started', sequence, request });
    const result = await measurer.measure(request, signal, upcoming);
    await observe({ type: 'trial-ended', sequence, result });
    if (ahead !== undefined) ended.push({ sequence, result });
    step = procedure.next({ sequence, result });
  }
  return step.value;
};
