import type { Playbook } from '../../config/playbook.js';
import { Failure, Interrupted, reasonOf } from '../../model/failure.js';
import { shortened } from '../../model/text/shortened.js';
import type { BitsPerSecond, Bytes } from '../../model/units.js';
import type { FoundThroughput } from '../../rfc2544/at-throughput/found-throughput.js';
import type { Measurer } from '../../rfc2544/measurer.js';
import { procedureOf, throughputFoundBy } from '../../rfc2544/tests/procedure-of.js';
import { conduct } from '../../rfc2544/trials/procedure.js';
import { EndNotArchived } from './end-not-archived.js';
import { cellsOf, samePlace, shapeOf, specOf, type RunPlace } from './cell.js';
import type { EventListener } from './events.js';
import type { RunState } from '../../results/schema.js';

/** What is measured and who is notified, for any backend. */
export interface Measuring {
  readonly playbook: Playbook;
  /** Of every link; absent where the testbed does not say, and no procedure needs it. */
  readonly linkSpeed?: BitsPerSecond | undefined;
  readonly runId: string;
  /** Aborting it ends the run: everything is undone, then Interrupted is thrown. */
  readonly signal: AbortSignal;
  readonly emit: EventListener;
  /** Called with what is being done, for a display. */
  readonly announce: (text: string) => void;
}

/** Does the work of a run between its start and end events. @throws Failure */
export const withRunEvents = async (
  { playbook, runId, signal, emit }: Measuring,
  work: () => Promise<void>,
): Promise<void> => {
  await emit({ type: 'run-started', runId });
  try {
    await work();
    await emit({ type: 'run-ended', state: { state: 'complete' } });
  } catch (thrown) {
    const error = causeOf(thrown, signal);
    const { state, failure } = isInterruption(error, signal)
      ? interrupted(playbook)
      : { state: failedBy(error), failure: error };
    await emit({ type: 'run-ended', state }).catch((second: unknown) => {
      throw new EndNotArchived(failure, second);
    });
    throw failure;
  }
};

const interrupted = ({ name }: Playbook) => ({
  state: { state: 'interrupted' } as const,
  failure: new Interrupted(`running ${name}`),
});

const failedBy = (error: unknown): RunState => ({
  state: 'failed',
  message: shortened(reasonOf(error)),
});

/** Where the run was stopped by an error elsewhere, that is what ended it. */
const causeOf = (error: unknown, { aborted, reason }: AbortSignal): unknown =>
  aborted && reason instanceof Failure ? reason : error;

/** A failure that an interruption brought about counts as one, unless some undo failed. */
const isInterruption = (error: unknown, signal: AbortSignal): boolean =>
  signal.aborted && error instanceof Failure && error.kind === 'interrupted';

/**
 * Conducts all of a playbook's procedures on one data plane in one network, under one modifier. A test
 * at the throughput is made at what the last search before it found there, at the same frame size.
 */
export const measurePlace = async (
  measurer: Measurer,
  place: RunPlace,
  { playbook, linkSpeed, signal, emit }: Measuring,
  nextSequence: () => number,
): Promise<void> => {
  const found = new Map<Bytes, FoundThroughput>();
  const cells = cellsOf(playbook).filter((each) => samePlace(each, place));
  for (const cell of cells) {
    const { frameSize } = cell;
    const spec = specOf(playbook, cell, linkSpeed);
    await emit({ type: 'cell-started', cell });
    const trials = procedureOf(spec, shapeOf(playbook, cell), found.get(frameSize));
    const result = await conduct(trials, measurer, {
      signal,
      nextSequence,
      observe: (event) => emit({ ...event, cell }),
    });
    const throughput = throughputFoundBy(result);
    if (throughput !== undefined) found.set(frameSize, throughput);
    await emit({ type: 'cell-ended', cell, result });
  }
};

/** The numbers of a run's trials: 1, 2, … */
export const trialNumbers = (): (() => number) => {
  let last = 0;
  return () => (last += 1);
};
