import type { TrialRecord } from '../../results/trial-schema.js';
import type { Bytes } from '../../model/units.js';
import { REFERENCE } from '../../model/network/network.js';
import type { FoundThroughput } from '../../rfc2544/at-throughput/found-throughput.js';
import { loadFromThroughput } from '../../rfc2544/tests/open-loads.js';
import { planeName } from '../../rfc2544/sections/context.js';
import type { TestResult } from '../../rfc2544/tests/index.js';
import { blocksOf, isInBlocks, throughputFoundBy } from '../../rfc2544/tests/procedure-of.js';
import type { Blocks } from '../../rfc2544/trials/blocks.js';
import { UnexpectedTrial } from '../../rfc2544/trials/replay/asked-as.js';
import { replay } from '../../rfc2544/trials/replay/replay.js';
import {
  cellKey,
  cellsAt,
  cellsOf,
  placesOf,
  shapeOf,
  specOf,
  type RunCell,
  type RunPlace,
} from '../run/cell.js';
import { leftOutOf } from '../run/left-out.js';
import type { PlannedRun } from '../run/planned-run.js';
import { loadsByReference, type StatedRun } from '../run/reference-loads.js';
import type { Visit } from '../run/visits.js';
import type { EarlierTrials } from './earlier-trials.js';

/** The state of a run when it was stopped. */
export interface EarlierRun extends EarlierTrials {
  /** The cells that had ended, with the results of their trials. */
  readonly results: readonly { readonly cell: RunCell; readonly result: TestResult }[];
  /** Whether nothing is left to measure in a visit. */
  readonly isFinished: (visit: Visit) => boolean;
}

/** A run to be replayed from its start. */
export interface ReplayedOrder extends PlannedRun {
  readonly written: StatedRun;
}

/** The state of a cell. */
type CellState =
  | { readonly state: 'ended'; readonly result: TestResult }
  | { readonly state: 'left-out'; readonly reason: string }
  /** The number of blocks that have ended. */
  | { readonly state: 'open'; readonly blocks: number };

/** @throws UnexpectedTrial if a cell that cannot have started has trials */
const notBegun = (trials: EarlierTrials, cell: RunCell, why: string): CellState => {
  const [first] = trials.of(cell);
  if (first !== undefined) throw new UnexpectedTrial(first.sequence, why);
  return { state: 'open', blocks: 0 };
};

/** The trials of a cell. @throws UnexpectedTrial if one is of another test */
const ownTrials = (trials: EarlierTrials, cell: RunCell): readonly TrialRecord[] => {
  const own = trials.of(cell);
  const other = own.find(({ test }) => test !== cell.test);
  if (other === undefined) return own;
  const why = `procedures[${cell.procedure}] is ${cell.test}, the journal has ${other.test}`;
  throw new UnexpectedTrial(other.sequence, why);
};

/** @throws UnexpectedTrial if a trial has a block in a cell measured in one go, or has none in one measured in blocks */
const requireBlocks = (inBlocks: boolean, own: readonly TrialRecord[]): void => {
  const other = own.find(({ block }) => (block !== undefined) !== inBlocks);
  if (other === undefined) return;
  const { sequence, block } = other;
  const why = inBlocks
    ? 'it has no block, but its test is measured in blocks'
    : `it is of block ${block ?? 'none'}, but its test is measured in one go`;
  throw new UnexpectedTrial(sequence, why);
};

/** Replays a cell block by block, or in one go. */
const replayBlocks = (
  blocks: Blocks<TestResult>,
  inBlocks: boolean,
  own: readonly TrialRecord[],
): CellState => {
  requireBlocks(inBlocks, own);
  const left = new Set(own);
  let step = blocks.next();
  let ended = 0;
  while (step.done !== true) {
    const made = own.filter(({ block }) => !inBlocks || block === ended + 1);
    for (const trial of made) left.delete(trial);
    if (replay(step.value, made).done !== true) break;
    ended += 1;
    step = blocks.next();
  }
  const [stray] = left;
  if (stray !== undefined) {
    const why = `it is of block ${stray.block ?? 'none'}, but block ${ended + 1} had not ended`;
    throw new UnexpectedTrial(stray.sequence, why);
  }
  return step.done === true
    ? { state: 'ended', result: step.value }
    : { state: 'open', blocks: ended };
};

const replayCell = (
  run: PlannedRun,
  cell: RunCell,
  found: FoundThroughput | undefined,
  trials: EarlierTrials,
): CellState => {
  const reason = leftOutOf(run, cell).find(({ single }) => !single)?.reason;
  if (reason !== undefined) {
    notBegun(trials, cell, 'its cell was left out');
    return { state: 'left-out', reason };
  }
  const own = ownTrials(trials, cell);
  const spec = specOf(run, cell);
  if (found === undefined && loadFromThroughput(spec) !== undefined) {
    return notBegun(trials, cell, 'the throughput that its loads depend on had not been found');
  }
  const shape = shapeOf(run, cell);
  return replayBlocks(blocksOf(spec, shape, found), isInBlocks(spec, shape), own);
};

/** The throughput that a cell provides to later cells; undefined if it does not search for it. */
const throughputOf = (state: CellState): FoundThroughput | undefined => {
  if (state.state === 'ended') return throughputFoundBy(state.result);
  if (state.state === 'open') return undefined;
  return { state: 'none', reason: `the test that finds it was not run: ${state.reason}` };
};

/** Replays the cells of a place. */
const replayPlace = (run: PlannedRun, place: RunPlace, trials: EarlierTrials) => {
  const found = new Map<Bytes, FoundThroughput>();
  const cells = cellsAt(run.playbook, place).map((cell) => {
    const { frameSize } = cell;
    const state = replayCell(run, cell, found.get(frameSize), trials);
    const throughput = throughputOf(state);
    if (throughput !== undefined) found.set(frameSize, throughput);
    return { cell, state };
  });
  return { cells, found };
};

/** A run with its loads, if they were known: its reference had been measured, or was left out. */
const withLoads = (
  run: ReplayedOrder,
  reference: RunPlace,
  trials: EarlierTrials,
): { readonly run: ReplayedOrder; readonly known: boolean } => {
  const { cells, found } = replayPlace(run, reference, trials);
  const missing = cells.some(({ state }) => state.state === 'open');
  const leftOut = cells.every(({ cell }) => trials.of(cell).length === 0);
  if (missing && !(leftOut && trials.count > 0)) return { run, known: false };
  return { run: { ...run, loads: loadsByReference(run, run.written, found) }, known: true };
};

/**
 * Replays the trials of a stopped run: each must be the one that the playbook requires next in
 * its cell; the order of places does not matter.
 * @throws UnexpectedTrial, which names the first that is not
 */
export const earlierRun = (order: ReplayedOrder, trials: EarlierTrials): EarlierRun => {
  const stray = trials.outside(cellsOf(order.playbook));
  if (stray !== undefined) {
    const { procedure, result, sequence } = stray;
    const { frameSize } = result.request;
    const what = `${planeName(stray)}, ${frameSize} bytes, procedures[${procedure}]`;
    throw new UnexpectedTrial(sequence, `the playbook does not ask for ${what}`);
  }
  const places = placesOf(order.playbook);
  const reference = places.find(({ network }) => network === REFERENCE);
  const { run, known } =
    reference === undefined ? { run: order, known: true } : withLoads(order, reference, trials);
  const cells = places.flatMap((place) => {
    if (known || place.network === REFERENCE) return replayPlace(run, place, trials).cells;
    const why = 'the reference that loads are in proportion to had not been measured';
    return cellsAt(order.playbook, place).map((cell) => ({
      cell,
      state: notBegun(trials, cell, why),
    }));
  });
  const states = new Map(cells.map(({ cell, state }) => [cellKey(cell), state]));
  return {
    ...trials,
    results: cells.flatMap(({ cell, state }) =>
      state.state === 'ended' ? [{ cell, result: state.result }] : [],
    ),
    isFinished: ({ parts }) =>
      parts.every(({ cell, block = Infinity }) => {
        const state = states.get(cellKey(cell));
        return state?.state !== 'open' || block <= state.blocks;
      }),
  };
};
