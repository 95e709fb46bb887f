import {
  lostAt,
  notMeasurable,
  type FoundThroughput,
} from '../../at-throughput/found-throughput.js';
import type { ThroughputResult } from './result.js';

/** The load at which nothing was lost, as it was asked of the generator. */
export const foundByThroughput = ({ outcome }: ThroughputResult): FoundThroughput => {
  if ('lower' in outcome) return { state: 'found', load: outcome.lower.load };
  const { upper } = outcome;
  return upper.reason === 'loss' ? lostAt(upper.load) : notMeasurable(upper.load, upper.causes);
};
