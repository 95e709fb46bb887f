import { macvlanLink } from './macvlan-link.js';
import { virtualRouter } from './virtual-router.js';

/**
 * Frames skip the parts of the kernel's path that do nothing for them, on Linux 6.1 and 6.12. The link
 * kind takes no arguments: ip only knows those of its built-in kinds.
 */
export const directMacvlan = virtualRouter(
  'direct-macvlan',
  macvlanLink(['direct_macvlan'], { tools: ['ip', 'patch'], builds: 'direct_macvlan' }),
);
