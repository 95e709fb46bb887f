import type { Modifier } from '../../model/modifier.js';
import type { Network } from '../../model/network/network.js';
import type { Step } from '../step.js';
import { filterSteps } from './filters.js';
import { routeUpdates } from './route-updates.js';

/** What a modifier takes on a DUT whose data plane is there. */
export const modifierSteps = (modifier: Modifier, network: Network): readonly Step[] => {
  switch (modifier) {
    case 'none':
    case 'broadcast':
    case 'management':
      return [];
    case 'route-updates':
      return [routeUpdates(network).step];
    case 'filters-1':
      return filterSteps(1, network);
    case 'filters-25':
      return filterSteps(25, network);
  }
};
