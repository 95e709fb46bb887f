import type { PERCENTILES } from '../../../model/latency.js';
import { inTrials } from '../../quantities/at-loads.js';
import type { RepeatedFigure } from '../../quantities/quantity.js';
import { averageTime } from '../../quantities/times.js';
import type { LatencyResult } from './result.js';

/** Of the tagged frames. */
export const averageLatency = ({ outcome }: LatencyResult): readonly RepeatedFigure[] =>
  outcome.state !== 'measured'
    ? []
    : averageTime(outcome, { trials: outcome.trials, accuracy: outcome.clocks.bound });

/** Of all frames, if machines timed them; the journal has it for each trial. */
export const latencyPercentile = (
  { outcome }: LatencyResult,
  name: keyof typeof PERCENTILES,
): readonly RepeatedFigure[] =>
  outcome.state !== 'measured'
    ? []
    : [
        {
          basis: 'repeats',
          value: null,
          repeats: inTrials(outcome.trials, ({ percentiles }) => percentiles?.[name]),
          accuracy: outcome.clocks.bound,
        },
      ];
