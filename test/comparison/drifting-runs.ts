import type { ComparedRun } from '../../src/comparison/run.js';
import type { DataPlaneName } from '../../src/model/data-plane.js';
import { seededRandom } from '../../src/model/numbers/random.js';
import { bytes, pps } from '../../src/model/units.js';
import type { CellResult, Environment, RunRecord, TrialRecord } from '../../src/results/schema.js';
import { trialSummary } from '../../src/results/summaries/trial-summary.js';
import { loadFiguresOf } from '../../src/rfc2544/trials/load-figures.js';
import { runRecord, trialRecord } from '../results/record.js';

/** A run of a load sweep with known results. */
export interface DriftingRun {
  readonly seed: number;
  /** The forwarding rate without noise, in frames/s. */
  readonly rate?: number;
  /** Standard deviation of a trial, as a fraction. */
  readonly noise?: number;
  /** How much higher the rate is at the end of the run than at its beginning, as a fraction. */
  readonly drift?: number;
  readonly repeats?: number;
  readonly dataPlanes?: readonly DataPlaneName[];
  /** Higher than the rate. */
  readonly loads?: readonly number[];
  /** Whether data planes take turns, block by block. */
  readonly interleaved?: boolean;
  readonly environment?: Environment;
}

const PLANES = ['softnet-macvlan', 'napi-macvlan'] as const;
export const EMULATED: Environment = { kind: 'emulated', accelerator: 'tcg', hostCores: 2 };

interface Turn {
  readonly dataPlane: DataPlaneName;
  readonly load: number;
  readonly block: number;
}

/** In the order of trials. */
const turnsOf = ({
  repeats = 10,
  dataPlanes = PLANES,
  loads = [1_000_000],
  interleaved = false,
}: DriftingRun): readonly Turn[] => {
  const blocks = Array.from({ length: repeats }, (_, index) => index + 1);
  const turn = (block: number, dataPlane: DataPlaneName): readonly Turn[] =>
    loads.map((load) => ({ dataPlane, load, block }));
  return interleaved
    ? blocks.flatMap((block) => dataPlanes.flatMap((plane) => turn(block, plane)))
    : dataPlanes.flatMap((plane) => blocks.flatMap((block) => turn(block, plane)));
};

/** An archived run: trials with noise, on a machine that drifts. */
export const driftingRecords = (
  run: DriftingRun,
): { readonly run: RunRecord; readonly trials: readonly TrialRecord[] } => {
  const { seed, rate = 700_000, noise = 0.01, drift = 0, interleaved = false } = run;
  const { environment = { kind: 'metal' }, dataPlanes = PLANES, loads = [1_000_000] } = run;
  const random = seededRandom(seed);
  const turns = turnsOf(run);
  const trials = turns.map(({ dataPlane, load, block }, index): TrialRecord => {
    const drifted = 1 + drift * (index / Math.max(1, turns.length - 1));
    const forwarded = Math.round(rate * drifted * (1 + noise * random.normal()));
    const received = Math.min(load, forwarded);
    return {
      ...trialRecord(index + 1, [load, received]),
      dataPlane,
      ...(interleaved && { block }),
    };
  });
  const results = dataPlanes.map((dataPlane): CellResult => {
    const own = trials.filter((trial) => trial.dataPlane === dataPlane);
    return {
      ...{ dataPlane, frameSize: bytes(64), procedure: 0 },
      result: {
        test: 'load-sweep',
        loads: loads.map((load) =>
          loadFiguresOf(
            pps(load),
            own.filter(({ result }) => result.request.intendedLoad === load),
          ),
        ),
      },
    };
  });
  return { run: { ...runRecord, environment, results }, trials };
};

/** The same in the form that comparisons read. */
export const driftingRun = (setting: DriftingRun): ComparedRun => {
  const { run, trials } = driftingRecords(setting);
  return { run, trials: trials.map(trialSummary) };
};
