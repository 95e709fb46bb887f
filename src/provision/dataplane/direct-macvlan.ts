import { macvlanLink } from './macvlan-link.js';
import { virtualRouter } from './virtual-router.js';

/**
 * Frames leave out the trips through the kernel on which there is nothing to do for them, on Linux
 * 6.1 and 6.12. The link kind takes no arguments: ip only knows those of its own.
 */
export const directMacvlan = virtualRouter(
  'direct-macvlan',
  macvlanLink(['direct_macvlan'], { tools: ['ip', 'patch'], builds: 'direct_macvlan' }),
);
