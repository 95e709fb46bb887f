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
import { costsTogether, trialCost, type Cost } from './cost.js';
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

/** Throughputs that were found: see `conditionsOf`. */
export type FoundThroughputs = ReadonlyMap<string, FoundThroughput>;

/** What a run has found so far. */
export interface KnownSoFar {
  readonly found: FoundThroughputs;
  /** The trials of cells between two of their blocks: see `cellKey`. */
  readonly underWay: ReadonlyMap<string, readonly EndedTrial[]>;
}

/** Of a run that begins. */
export const NOTHING_KNOWN: KnownSoFar = { found: new Map(), underWay: new Map() };

/**
 * The remaining trials of a cell, on the simulated device that stands for its data plane.
 * @param ended its trials until now
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
    cost: costsTogether(trials.map((request) => trialCost(playbook, request))),
  };
};

/**
 * The trials of a run's cells on the simulated devices that stand for their data planes: the
 * run's own procedures, run on simulated devices. One part after the other, as thousands take seconds.
 * @param parts in the order in which they are measured; default: all
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
