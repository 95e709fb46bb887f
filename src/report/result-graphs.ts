import { frameLossRatio, offeredLoad } from '../model/trial.js';
import { pps, type Pps } from '../model/units.js';
import type { GoalResult, RunRecord, ThroughputOutcome } from '../results/schema.js';
import { planeName } from './cell-name.js';
import { lossGraph } from './loss-graph.js';
import { lineRateOf } from './media.js';
import { medianTrial, validTrials } from './median-trial.js';
import { cellsOf, type Lines, type TrialOf } from './section.js';
import { throughputGraph } from './throughput-graph.js';

/** The throughput that a search came to; none where it came to no answer. */
const throughputOf = (outcome: ThroughputOutcome): readonly Pps[] => {
  switch (outcome.state) {
    case 'found':
    case 'maximum':
      return [outcome.lower.offeredLoad];
    case 'zero':
      return [pps(0)];
    case 'undecided':
      return [];
  }
};

/** The lower bound of a goal; none where there is none. */
const boundOf = (result: GoalResult): readonly Pps[] => {
  if ('lower' in result) return result.lower === null ? [] : [result.lower.load];
  return [pps(0)];
};

/** Throughputs over frame sizes; nothing of a run of one frame size. */
export const throughputs = (run: RunRecord): Lines =>
  throughputGraph(
    cellsOf(run, 'throughput').flatMap(({ cell, result: { outcome } }) =>
      throughputOf(outcome).map((rate) => ({
        series: planeName(cell),
        frameSize: cell.frameSize,
        rate,
      })),
    ),
    run.media,
  );

/** What searches came to for each of their goals over frame sizes; nothing of a run of one frame size. */
export const goalThroughputs = (run: RunRecord): Lines =>
  throughputGraph(
    cellsOf(run, 'mlrsearch').flatMap(({ cell, result: { goals } }) =>
      goals.flatMap((found) =>
        boundOf(found).map((rate) => ({
          series: `${planeName(cell)} (${found.goal.name})`,
          frameSize: cell.frameSize,
          rate,
        })),
      ),
    ),
    run.media,
  );

/** Loss over load, a graph for each data plane; nothing where the line rate is not known. */
export const lossRates = (run: RunRecord, trialOf: TrialOf): Lines => {
  const points = cellsOf(run, 'frame-loss-rate').flatMap(({ cell, result: { loads } }) =>
    loads.flatMap(({ trials }) => {
      const lineRate = lineRateOf(run.media, cell.frameSize);
      const trial = medianTrial(validTrials(trials, trialOf));
      if (lineRate === undefined || trial === undefined || trial.counts.offered === 0) return [];
      return {
        plane: planeName(cell),
        series: `${cell.frameSize} bytes`,
        load: offeredLoad(trial) / lineRate,
        loss: frameLossRatio(trial),
      };
    }),
  );
  const planes = [...new Set(points.map(({ plane }) => plane))];
  return planes.flatMap((name) => [
    '',
    ...lossGraph(
      name,
      points.filter(({ plane }) => plane === name),
    ),
  ]);
};
