import { virtualRouter } from './virtual-router.js';

/**
 * Frames are handed to the virtual interface in the NIC's own SoftIRQ (netif_receive_skb): the
 * paper's contribution (section 3.3). The link kind takes no arguments: ip only knows those of its own.
 */
export const napiMacvlan = virtualRouter({
  name: 'napi-macvlan',
  type: ['napi_macvlan'],
  module: 'napi_macvlan',
});
