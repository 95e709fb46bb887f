import { describe, expect, it } from 'vitest';
import { PLAIN_TRAFFIC } from '../../src/model/network/traffic.js';
import {
  allNetworksOf,
  commonMedia,
  factKey,
  factsOfNetwork,
} from '../../src/rfc2544/measured-networks.js';

const facts = (ingressPorts: number) => ({
  media: { ingressPorts, linkSpeed: null },
  traffic: PLAIN_TRAFFIC,
  routers: { count: 1, ports: 'shared', interfaces: 1 } as const,
});
const several = (...ports: readonly number[]) => ({
  networks: ports.map((each, index) => ({ name: `n${index}`, ...facts(each) })),
});

describe('what an archive says of a network', () => {
  it('is given once for a single one', () => {
    const run = facts(2);
    expect(factsOfNetwork(run, {})).toBe(run);
    expect(allNetworksOf(run)).toEqual([run]);
    expect(commonMedia(run)).toEqual(run.media);
    expect(factKey(run, 'traffic')).toBe('traffic');
  });

  it('is found by the name of one of several', () => {
    const run = several(1, 2);
    expect(factsOfNetwork(run, { network: 'n1' })).toMatchObject(facts(2));
    expect(factsOfNetwork(run, {})).toEqual({});
    expect(allNetworksOf(run)).toHaveLength(2);
    expect(factKey(run, 'traffic')).toBe('networks.traffic');
  });

  it('is common if it is the same for all', () => {
    expect(commonMedia(several(2, 2))).toEqual(facts(2).media);
    expect(commonMedia(several(1, 2))).toBeUndefined();
    expect(commonMedia({})).toBeUndefined();
  });
});
