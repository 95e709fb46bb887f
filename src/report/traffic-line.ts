import type { Traffic } from '../model/network/traffic.js';
import type { RunRecord } from '../results/schema.js';

const PROTOCOL_NAMES: Readonly<Record<Traffic['protocol'], string>> = {
  ipv4: 'IPv4',
  ipv6: 'IPv6',
};

/**
 * The protocol and the format of a run's test frames, and where they go, in a line (RFC 2544 sections
 * 8 and 26.1); none where the archive does not say.
 */
export const trafficLines = ({ traffic }: Pick<RunRecord, 'traffic'>): readonly string[] => {
  if (traffic === undefined) return [];
  const { protocol, destinations, direction } = traffic;
  const parts = [
    `UDP echo over ${PROTOCOL_NAMES[protocol]}`,
    'steady',
    destinations === 'many' ? 'destinations in 256 networks' : 'one destination a port',
    direction === 'bidirectional' ? 'both ways, loads are their sum' : 'one way',
  ];
  return [`traffic: ${parts.join(', ')}`];
};
