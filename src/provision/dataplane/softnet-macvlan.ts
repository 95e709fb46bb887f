import { macvlanLink } from './macvlan-link.js';
import { virtualRouter } from './virtual-router.js';

/**
 * Frames pass from the NIC to the virtual interface through the per-CPU backlog queue (netif_rx):
 * what the paper calls macvlan. The link kind takes no arguments: ip only knows those of its built-in
 * kinds.
 */
export const softnetMacvlan = virtualRouter(
  'softnet-macvlan',
  macvlanLink(['softnet_macvlan'], { tools: ['ip', 'patch'], builds: 'napi_macvlan' }),
);
