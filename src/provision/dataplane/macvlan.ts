import { virtualRouter } from './virtual-router.js';

/** The kernel's own macvlan; private mode, as no frame goes from one virtual interface to another. */
export const macvlan = virtualRouter({
  name: 'macvlan',
  type: ['macvlan', 'mode', 'private'],
  stockModules: ['macvlan'],
});
