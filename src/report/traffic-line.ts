import type { RunRecord } from '../results/schema.js';

/** What is out of the ordinary about a run's test frames, in a line; none where nothing is. */
export const trafficLines = ({ traffic }: RunRecord): readonly string[] => {
  if (traffic === undefined) return [];
  const remarks = [
    ...(traffic.protocol === 'ipv6' ? ['IPv6'] : []),
    ...(traffic.destinations === 'many' ? ['destinations in 256 networks'] : []),
    ...(traffic.direction === 'bidirectional' ? ['both ways, loads are their sum'] : []),
  ];
  return remarks.length === 0 ? [] : [`traffic: ${remarks.join(', ')}`];
};
