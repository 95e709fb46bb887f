import {
  lostAt,
  notMeasurable,
  type FoundThroughput,
} from '../../at-throughput/found-throughput.js';
import { provenLoad } from '../../../model/network/offering.js';
import type { Pps } from '../../../model/units.js';
import type { DecidedLoad } from '../../conformance/evidence.js';
import type { ThroughputResult } from './result.js';

/** The highest load without loss, and no more than was offered. */
export const foundByThroughput = ({ outcome }: ThroughputResult): FoundThroughput => {
  if ('lower' in outcome) {
    const { load, offeredLoad } = outcome.lower;
    return { state: 'found', load: provenLoad(load, offeredLoad) };
  }
  const { upper } = outcome;
  return upper.reason === 'loss' ? lostAt(upper.load) : notMeasurable(upper.load, upper.causes);
};

/** The next higher load, if it lost frames. */
export const lossAboveThroughput = ({ outcome }: ThroughputResult): Pps | undefined =>
  outcome.state === 'found' ? outcome.upper.load : undefined;

/** The load that it gives as the throughput, by the trial that lost nothing. */
export const decidedByThroughput = ({ outcome }: ThroughputResult): readonly DecidedLoad[] =>
  'lower' in outcome ? [{ load: outcome.lower.load, trials: [outcome.lower.trial] }] : [];
