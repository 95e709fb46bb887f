import type { Playbook } from '../../config/playbook.js';
import { Failure, Interrupted, reasonOf } from '../../model/failure.js';
import { shortened } from '../../model/text/shortened.js';
import type { Bytes } from '../../model/units.js';
import type { FoundThroughput } from '../../rfc2544/at-throughput/found-throughput.js';
import type { Measurer } from '../../rfc2544/measurer.js';
import { procedureOf, throughputFoundBy } from '../../rfc2544/tests/procedure-of.js';
import { conduct } from '../../rfc2544/trials/procedure.js';
import { REFERENCE } from '../../model/network/network.js';
import { certainTrials } from '../../rfc2544/simulated-device/certain-trials.js';
import type { EarlierRun } from '../resume/earlier-run.js';
import { leftOutOf } from './left-out.js';
import type { PlannedRun } from './planned-run.js';
import { loadsByReference, type StatedRun } from './reference-loads.js';
import { EndNotArchived } from './end-not-archived.js';
import { cellsOf, samePlace, shapeOf, specOf, type RunCell, type RunPlace } from './cell.js';
import type { EventListener } from './events.js';
import type { RunState, TestResult } from '../../results/schema.js';

/** What is measured and who is notified, for any backend. */
export interface Measuring extends PlannedRun {
  /** Needed where loads are in proportion to a reference. */
  readonly written?: StatedRun | undefined;
  /** What was measured before the run was stopped; absent in a run that begins. */
  readonly earlier?: EarlierRun | undefined;
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

/** Conducts the procedure of one cell. @param found the throughput that a test before it found there */
const measureCell = async (
  measurer: Measurer,
  cell: RunCell,
  order: Measuring,
  nextSequence: () => number,
  found: FoundThroughput | undefined,
): Promise<TestResult> => {
  const { signal, emit, atOnce } = order;
  const begin = () => procedureOf(specOf(order, cell), shapeOf(order, cell), found);
  await emit({ type: 'cell-started', cell });
  const result = await conduct(begin(), measurer, {
    signal,
    nextSequence,
    observe: (event) => emit({ ...event, cell }),
    earlier: order.earlier?.of(cell),
    ahead: atOnce === undefined ? undefined : (ended) => certainTrials(begin, ended),
  });
  await emit({ type: 'cell-ended', cell, result });
  return result;
};

/**
 * Conducts all of a playbook's procedures on one data plane in one network, under one modifier. A test
 * at the throughput is made at what the last search before it found there, at the same frame size.
 * @returns the run as it goes on: with its loads, where this was the place of its reference
 */
export const measurePlace = async <Order extends Measuring>(
  measurer: Measurer,
  place: RunPlace,
  order: Order,
  nextSequence: () => number,
): Promise<Order> => {
  const { emit } = order;
  const found = new Map<Bytes, FoundThroughput>();
  for (const cell of cellsOf(order.playbook).filter((each) => samePlace(each, place))) {
    const { frameSize } = cell;
    const leftOut = leftOutOf(order, cell);
    for (const left of leftOut) await emit({ type: 'left-out', cell, left });
    const why = leftOut.find(({ single }) => !single)?.reason;
    if (why !== undefined) {
      found.set(frameSize, {
        state: 'none',
        reason: `the test that finds it was not made: ${why}`,
      });
      continue;
    }
    const result = await measureCell(measurer, cell, order, nextSequence, found.get(frameSize));
    const throughput = throughputFoundBy(result);
    if (throughput !== undefined) found.set(frameSize, throughput);
  }
  if (place.network !== REFERENCE) return order;
  if (order.written === undefined)
    throw new RangeError('the playbook is not known as it is written');
  const loads = loadsByReference(order, order.written, found);
  await emit({ type: 'loads-known', loads });
  return { ...order, loads };
};

/** The numbers of a run's trials: 1, 2, …, or those after the trials that were made before it was stopped. */
export const trialNumbers = (earlier?: EarlierRun): (() => number) => {
  let last = earlier?.count ?? 0;
  return () => (last += 1);
};
