import { virtualRouter } from './virtual-router.js';

/**
 * Frames pass from the NIC to the virtual interface through the per-CPU backlog queue (netif_rx):
 * what the paper calls macvlan. The link kind takes no arguments: ip only knows those of its own.
 */
export const softnetMacvlan = virtualRouter({
  name: 'softnet-macvlan',
  type: ['softnet_macvlan'],
  module: 'napi_macvlan',
});
