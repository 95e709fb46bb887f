import type { InstructionProfile } from '../../src/model/instruction-profile.js';

/** The cost of a frame on the reference, twice. */
export const ip: InstructionProfile = {
  dataPlane: 'ip-forwarder',
  ingressPorts: 1,
  instructionsPerFrame: 3458.2,
  trials: [3458, 3458.4],
  functions: [
    { name: 'ip_rcv_core', instructionsPerFrame: 2000.2 },
    { name: 'fib_table_lookup', instructionsPerFrame: 1458 },
  ],
};

/** The cost of a frame on another data plane. */
export const softnet = (
  ingressPorts: number,
  instructionsPerFrame: number,
): InstructionProfile => ({
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

export const profiles: readonly InstructionProfile[] = [softnet(3, 7380), ip, softnet(1, 4387)];
