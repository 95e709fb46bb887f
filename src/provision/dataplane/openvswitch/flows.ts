import { flowRouter } from './flow-router.js';
import { KERNEL_SWITCH } from './ports.js';

/** Open vSwitch in the kernel with flows that route: frames pass no IP stack. */
export const openvswitchFlows = flowRouter('openvswitch-flows', {
  datapath: 'system',
  requires: KERNEL_SWITCH,
  before: () => [],
  losses: () => [],
});
