import { macvlanLink } from './macvlan-link.js';
import { virtualRouter } from './virtual-router.js';

/** The kernel's own macvlan in private mode, as no frame passes between virtual interfaces. */
export const macvlan = virtualRouter(
  'macvlan',
  macvlanLink(['macvlan', 'mode', 'private'], { modules: ['macvlan'] }),
);
