import { macvlanLink } from './macvlan-link.js';
import { virtualRouter } from './virtual-router.js';

/**
 * Frames are handed to the virtual interface in the NIC's own SoftIRQ (netif_receive_skb): the
 * paper's contribution (section 3.3). The link kind takes no arguments: ip only knows those of its
 * built-in kinds.
 */
export const napiMacvlan = virtualRouter(
  'napi-macvlan',
  macvlanLink(['napi_macvlan'], { tools: ['ip', 'patch'], builds: 'napi_macvlan' }),
);
