import { describe, expect, it } from 'vitest';
import type { InstructionProfile } from '../../src/model/instruction-profile.js';
import { dearestFunctions, instructionTable } from '../../src/report/profile-table.js';
import { plain } from '../../src/report/terminal/style.js';

const ip: InstructionProfile = {
  dataPlane: 'ip-forwarder',
  ingressPorts: 1,
  instructionsPerFrame: 3458.2,
  trials: [3458, 3458.4],
  functions: [
    { name: 'ip_rcv_core', instructionsPerFrame: 2000.2 },
    { name: 'fib_table_lookup', instructionsPerFrame: 1458 },
  ],
};

const softnet = (ingressPorts: number, instructionsPerFrame: number): InstructionProfile => ({
  dataPlane: 'softnet-macvlan',
  ingressPorts,
  instructionsPerFrame,
  trials: [instructionsPerFrame],
  functions: [
    { name: 'ip_rcv_core', instructionsPerFrame: 2000.25 },
    {
      name: 'macvlan_handle_frame',
      module: 'softnet_macvlan',
      instructionsPerFrame: instructionsPerFrame - 2900.25,
    },
    { name: 'fib_table_lookup', instructionsPerFrame: 900 },
  ],
});

describe('instructions per frame', () => {
  it('stand by data plane and ports, with the spread of what was repeated', () => {
    expect(instructionTable([softnet(3, 7380), ip, softnet(1, 4387)], plain)).toEqual([
      'instructions per frame  1 port  3 ports  spread %',
      'softnet-macvlan           4387     7380         -',
      'ip-forwarder              3458        -     0.012',
    ]);
  });
});

describe('the dearest functions', () => {
  it('stand beside the reference, and add up to the total', () => {
    expect(dearestFunctions(softnet(1, 4387), ip, plain, 2)).toEqual([
      'function                                softnet-macvlan  ip-forwarder  difference',
      'ip_rcv_core                                      2000.3        2000.2           0',
      'macvlan_handle_frame [softnet_macvlan]           1486.8             0     +1486.8',
      'all others                                        900.0        1458.0      -558.0',
      'total                                            4387.0        3458.2      +928.8',
    ]);
  });

  it('are all there where there are few', () => {
    const rows = dearestFunctions(ip, ip, plain).slice(1);
    expect(rows.map((row) => row.split(/ {2,}/)[0])).toEqual([
      'ip_rcv_core',
      'fib_table_lookup',
      'all others',
      'total',
    ]);
    expect(rows.every((row) => row.endsWith(' 0'))).toBe(true);
  });
});
