import type { Playbook } from '../../config/playbook.js';
import { Failure, Interrupted, reasonOf } from '../../model/failure.js';
import { shortened } from '../../model/text/shortened.js';
import type { Bytes } from '../../model/units.js';
import type { FoundThroughput } from '../../rfc2544/at-throughput/found-throughput.js';
import type { Measurer } from '../../rfc2544/measurer.js';
import { blocksOf, procedureOf, throughputFoundBy } from '../../rfc2544/tests/procedure-of.js';
import type { Blocks } from '../../rfc2544/trials/blocks.js';
import { conduct, type Procedure } from '../../rfc2544/trials/procedure.js';
import { REFERENCE } from '../../model/network/network.js';
import { certainTrials } from '../../rfc2544/simulated-device/certain-trials.js';
import type { EarlierRun } from '../resume/earlier-run.js';
import { leftOutOf } from './left-out.js';
import type { PlannedRun } from './planned-run.js';
import { loadsByReference, type StatedRun } from './reference-loads.js';
import { EndNotArchived } from './end-not-archived.js';
import { cellKey, conditionsOf, shapeOf, specOf, type RunCell, type RunPlace } from './cell.js';
import type { CellPart, Visit } from './visits.js';
import type { EventListener } from './events.js';
import type { RunState, TestResult } from '../../results/schema.js';

/** What is measured and who is notified, for any backend. */
export interface Measuring extends PlannedRun {
  /** Needed if loads are in proportion to a reference. */
  readonly written?: StatedRun | undefined;
  /** Earlier results of a resumed run; absent in a new run. */
  readonly earlier?: EarlierRun | undefined;
  readonly runId: string;
  /** Aborting it ends the run: everything is undone, then Interrupted is thrown. */
  readonly signal: AbortSignal;
  readonly emit: EventListener;
  /** Called with the current activity, for display. */
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

/** If the run was aborted because of a failure elsewhere, that failure. */
const causeOf = (error: unknown, { aborted, reason }: AbortSignal): unknown =>
  aborted && reason instanceof Failure ? reason : error;

/** A failure caused by an interruption counts as one, unless an undo failed. */
const isInterruption = (error: unknown, signal: AbortSignal): boolean =>
  signal.aborted && error instanceof Failure && error.kind === 'interrupted';

/** A cell that has started: its next block, or its result. */
interface CellUnderWay {
  readonly blocks: Blocks<TestResult>;
  step: IteratorResult<Procedure<void>, TestResult>;
}

/** The progress of a run. */
export interface RunCourse {
  /** The sequence numbers of its trials: 1, 2, … */
  readonly nextSequence: () => number;
  /** The throughputs that tests have found for later tests, by `conditionsOf`. */
  readonly found: Map<string, FoundThroughput>;
  /** Cells between two of their blocks, by `cellKey`. */
  readonly underWay: Map<string, CellUnderWay>;
}

/** The course of a new run, or of a resumed one after its earlier trials. */
export const beginCourse = (earlier?: EarlierRun): RunCourse => {
  let last = earlier?.count ?? 0;
  return { nextSequence: () => (last += 1), found: new Map(), underWay: new Map() };
};

const beginCell = (cell: RunCell, order: PlannedRun, { found }: RunCourse): CellUnderWay => {
  const throughput = found.get(conditionsOf(cell));
  const blocks = blocksOf(specOf(order, cell), shapeOf(order, cell), throughput);
  return { blocks, step: blocks.next() };
};

/** Conducts the procedure of one cell, or its next block. @returns its result, if that was the last */
const measurePart = async (
  measurer: Measurer,
  { cell, block }: CellPart,
  order: Measuring,
  course: RunCourse,
): Promise<TestResult | undefined> => {
  const { signal, emit, atOnce } = order;
  const key = cellKey(cell);
  const underWay = course.underWay.get(key) ?? beginCell(cell, order, course);
  const { blocks, step } = underWay;
  if (step.done === true) throw new RangeError(`there is no block ${block} of ${key}`);
  const begin = () =>
    procedureOf(specOf(order, cell), shapeOf(order, cell), course.found.get(conditionsOf(cell)));
  await emit({ type: 'cell-started', cell, block });
  await conduct(step.value, measurer, {
    signal,
    nextSequence: course.nextSequence,
    observe: (event) => emit({ ...event, cell, block }),
    earlier: order.earlier?.of(cell, block),
    ahead: atOnce === undefined ? undefined : (ended) => certainTrials(begin, ended),
  });
  underWay.step = blocks.next();
  if (underWay.step.done !== true) {
    course.underWay.set(key, underWay);
    return undefined;
  }
  course.underWay.delete(key);
  const result = underWay.step.value;
  await emit({ type: 'cell-ended', cell, result });
  return result;
};

/** The throughputs found at a place, by frame size. */
const foundAt = (
  place: RunPlace,
  { frameSizes }: Playbook,
  { found }: RunCourse,
): ReadonlyMap<Bytes, FoundThroughput> =>
  new Map(
    frameSizes.flatMap((frameSize) => {
      const throughput = found.get(conditionsOf({ ...place, frameSize }));
      return throughput === undefined ? [] : [[frameSize, throughput]];
    }),
  );

/**
 * Conducts procedures of a playbook, or blocks of them, on one data plane in one network, under one
 * modifier. A test at the throughput uses the result of the last search before it, at the same
 * frame size.
 * @returns the run to continue with: with its loads, if this was the place of its reference
 */
export const measureVisit = async <Order extends Measuring>(
  measurer: Measurer,
  { place, parts }: Visit,
  order: Order,
  course: RunCourse,
): Promise<Order> => {
  const { emit } = order;
  const { found } = course;
  for (const part of parts) {
    const { cell, block = 1 } = part;
    const leftOut = leftOutOf(order, cell);
    if (block === 1) for (const left of leftOut) await emit({ type: 'left-out', cell, left });
    const why = leftOut.find(({ single }) => !single)?.reason;
    if (why !== undefined) {
      const reason = `the test that finds it was not run: ${why}`;
      found.set(conditionsOf(cell), { state: 'none', reason });
      continue;
    }
    const result = await measurePart(measurer, part, order, course);
    const throughput = result && throughputFoundBy(result);
    if (throughput !== undefined) found.set(conditionsOf(cell), throughput);
  }
  if (place.network !== REFERENCE) return order;
  if (order.written === undefined)
    throw new RangeError('the playbook is not known as it is written');
  const loads = loadsByReference(order, order.written, foundAt(place, order.playbook, course));
  await emit({ type: 'loads-known', loads });
  return { ...order, loads };
};
