import { macvlanLink } from './macvlan-link.js';
import { virtualRouter } from './virtual-router.js';

/** The kernel's own macvlan; private mode, as no frame goes from one virtual interface to another. */
export const macvlan = virtualRouter(
  'macvlan',
  macvlanLink(['macvlan', 'mode', 'private'], { modules: ['macvlan'] }),
);
