import type { TrialRequest } from '../../model/trial.js';
import type { FoundThroughput } from '../../rfc2544/at-throughput/found-throughput.js';
import { rehearse } from '../../rfc2544/simulated-device/rehearsal.js';
import { simulate } from '../../rfc2544/simulated-device/simulated-device.js';
import { procedureOf, throughputFoundBy } from '../../rfc2544/tests/procedure-of.js';
import { playbookOf } from '../../config/networks/networks.js';
import { cellsOf, shapeOf, specOf, type RunCell } from '../run/cell.js';
import type { PlannedRun } from '../run/planned-run.js';
import { costsTogether, trialCost, type Cost } from './cost.js';
import { guessedDevice, type Guess, type GuessedLinks } from './guess.js';

/** The links of a run's ports, as a cell's network uses them. */
export const linksOf = (
  { playbook, linkSpeed }: PlannedRun,
  { network }: Pick<RunCell, 'network'>,
): GuessedLinks => ({ playbook: playbookOf(playbook, network), linkSpeed });

/** The trials that a cell is expected to take. */
export interface ExpectedCell {
  readonly cell: RunCell;
  readonly trials: readonly TrialRequest[];
  readonly cost: Cost;
}

/** Throughputs that were found, by data plane, network, modifier and frame size: see `conditionsOf`. */
export type FoundThroughputs = ReadonlyMap<string, FoundThroughput>;

/** The conditions whose throughput a test before finds for those after it, as the key of a map. */
export const conditionsOf = ({ dataPlane, network = '', modifier, frameSize }: RunCell): string =>
  [dataPlane, network, modifier, frameSize].join('|');

/**
 * The trials that cells of a run take on the devices that their data planes are taken for: the
 * run's own procedures, run on simulated devices.
 * @param cells in the order in which they are measured; default: all
 * @param found throughputs that cells before them have found
 */
export const expectedTrials = (
  run: PlannedRun,
  guess: Guess,
  cells: readonly RunCell[] = cellsOf(run.playbook),
  found: FoundThroughputs = new Map(),
): readonly ExpectedCell[] => {
  const { playbook } = run;
  const throughputs = new Map(found);
  return cells.map((cell) => {
    const key = conditionsOf(cell);
    const procedure = procedureOf(specOf(run, cell), shapeOf(run, cell), throughputs.get(key));
    const { trials, result } = rehearse(
      procedure,
      simulate(guessedDevice(guess, linksOf(run, cell), cell)),
    );
    const throughput = throughputFoundBy(result);
    if (throughput !== undefined) throughputs.set(key, throughput);
    const cost = costsTogether(trials.map((request) => trialCost(playbook, request)));
    return { cell, trials, cost };
  });
};
