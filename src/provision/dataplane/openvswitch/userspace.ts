import { OPENVSWITCH_TOOLS } from '../../../linux/openvswitch/datapath.js';
import { promiscuous } from '../../steps/promiscuous.js';
import { sysctl } from '../../steps/sysctl.js';
import { packetSockets } from '../checkpoints.js';
import { flowRouter } from './flow-router.js';

/**
 * Open vSwitch in user space: the daemon receives frames from AF_PACKET sockets on the DUT's ports, and
 * its flows route them. The kernel's own IP stack gets a copy of each, which it must not forward.
 */
export const openvswitchUserspace = flowRouter('openvswitch-userspace', {
  datapath: 'netdev',
  requires: {
    tools: ['ip', 'ss', 'taskset', ...OPENVSWITCH_TOOLS],
    modules: ['tun', 'af_packet_diag'],
  },
  before: (ports) => [
    sysctl({
      settings: Object.fromEntries(ports.map((port) => [`net/ipv4/conf/${port}/forwarding`, '0'])),
    }),
    // The switch would set it, and leave it set if killed.
    promiscuous({ interfaces: [...ports] }),
  ],
  losses: (ports) => [packetSockets('ovs-vswitchd', ports)],
});
