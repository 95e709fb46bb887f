import type { TrialRequest } from '../../model/trial.js';
import type { FoundThroughput } from '../../rfc2544/at-throughput/found-throughput.js';
import { rehearseBlocks, type BlocksRehearsal } from '../../rfc2544/simulated-device/rehearsal.js';
import { simulate } from '../../rfc2544/simulated-device/simulated-device.js';
import type { TestResult } from '../../rfc2544/tests/index.js';
import { blocksOf, throughputFoundBy } from '../../rfc2544/tests/procedure-of.js';
import type { EndedTrial } from '../../rfc2544/trials/procedure.js';
import { playbookOf } from '../../config/networks/networks.js';
import { cellKey, conditionsOf, shapeOf, specOf, type RunCell } from '../run/cell.js';
import type { PlannedRun } from '../run/planned-run.js';
import { partsOf, type CellPart } from '../run/visits.js';
import { totalCost, trialCost, type Cost } from './cost.js';
import { guessedDevice, type Guess, type GuessedLinks } from './guess.js';

/** The links of a run's ports, as a cell's network uses them. */
export const linksOf = (
  { playbook, linkSpeed }: PlannedRun,
  { network }: Pick<RunCell, 'network'>,
): GuessedLinks => ({ playbook: playbookOf(playbook, network), linkSpeed });

/** The trials that a cell, or a block of it, is expected to take. */
export interface ExpectedPart extends CellPart {
  readonly trials: readonly TrialRequest[];
  readonly cost: Cost;
}

/** The throughputs found, by `conditionsOf`. */
export type FoundThroughputs = ReadonlyMap<string, FoundThroughput>;

/** What is known of a run so far. */
export interface KnownSoFar {
  readonly found: FoundThroughputs;
  /** The trials of cells between two of their blocks, by `cellKey`. */
  readonly underWay: ReadonlyMap<string, readonly EndedTrial[]>;
}

/** At the start of a run. */
export const NOTHING_KNOWN: KnownSoFar = { found: new Map(), underWay: new Map() };

/**
 * Rehearses the remaining trials of a cell on the simulated device that stands for its data plane.
 * @param ended its trials so far
 */
export const rehearseCell = (
  run: PlannedRun,
  guess: Guess,
  cell: RunCell,
  found: FoundThroughputs,
  ended: readonly EndedTrial[] = [],
): BlocksRehearsal<TestResult> =>
  rehearseBlocks(
    blocksOf(specOf(run, cell), shapeOf(run, cell), found.get(conditionsOf(cell))),
    simulate(guessedDevice(guess, linksOf(run, cell), cell)),
    ended,
  );

/** A part of a cell with its trials. */
export const expectedPart = (
  { playbook }: PlannedRun,
  { cell, block }: CellPart,
  { blocks }: Pick<BlocksRehearsal<unknown>, 'blocks'>,
): ExpectedPart => {
  const trials = blocks[(block ?? 1) - 1] ?? [];
  return {
    ...{ cell, block, trials },
    cost: totalCost(trials.map((request) => trialCost(playbook, request))),
  };
};

/**
 * The expected trials of a run: its procedures, run on simulated devices that stand for the data
 * planes. A generator, as thousands of parts take seconds.
 * @param parts in the order of measurement; default: all
 */
export function* expectedTrials(
  run: PlannedRun,
  guess: Guess,
  parts: readonly CellPart[] = partsOf(run.playbook),
  { found, underWay }: KnownSoFar = NOTHING_KNOWN,
): Generator<ExpectedPart> {
  const throughputs = new Map(found);
  const rehearsed = new Map<string, BlocksRehearsal<TestResult>>();
  for (const part of parts) {
    const { cell } = part;
    const key = cellKey(cell);
    const rehearsal =
      rehearsed.get(key) ?? rehearseCell(run, guess, cell, throughputs, underWay.get(key));
    if (part.block !== undefined) rehearsed.set(key, rehearsal);
    const throughput = throughputFoundBy(rehearsal.result);
    if (throughput !== undefined) throughputs.set(conditionsOf(cell), throughput);
    yield expectedPart(run, part, rehearsal);
  }
}
