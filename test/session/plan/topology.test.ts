import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import { macAddress } from '../../../src/model/network/mac.js';
import { topologyOf } from '../../../src/session/plan/topology.js';

const port = (name: string) => ({
  name,
  interface: name,
  mac: macAddress('02:00:00:00:00:01'),
});
const ports = {
  generator: ['g1', 'g2', 'g3'].map(port),
  dut: ['d1', 'd2', 'd3', 'd4'].map(port),
  sink: ['s1'].map(port),
};
const links: [string, string][] = [
  ['s1', 'd4'],
  ['d2', 'g2'],
  ['g1', 'd1'],
  ['g3', 'd3'],
];

describe('topologyOf', () => {
  it('takes the first links of the file, whichever end of a link comes first', () => {
    const topology = topologyOf({ links, ports, ingressPorts: 2, egressPorts: 1 });
    expect(topology.ingress.map(({ dut, peer }) => [dut.name, peer.name])).toEqual([
      ['d2', 'g2'],
      ['d1', 'g1'],
    ]);
    expect(topology.egress.map(({ dut, peer }) => [dut.name, peer.name])).toEqual([['d4', 's1']]);
  });

  it('refuses more links than the testbed has', () => {
    const choose = () => topologyOf({ links, ports, ingressPorts: 1, egressPorts: 2 });
    expect(choose).toThrow(PreconditionFailure);
    expect(choose).toThrow(/2 links between the DUT and the sink: the testbed has 1/);
  });
});
