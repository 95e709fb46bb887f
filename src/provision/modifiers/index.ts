import type { Modifier } from '../../model/modifier.js';
import type { Topology } from '../../model/topology.js';
import type { Traffic } from '../../model/traffic.js';
import type { DataPlane } from '../dataplane/data-plane.js';
import type { Step } from '../step.js';
import { filterSteps } from './filters.js';
import { routeUpdates } from './route-updates.js';

/** What a modifier takes on a DUT whose data plane is there. */
export const modifierSteps = (
  modifier: Modifier,
  dataPlane: DataPlane,
  topology: Topology,
  traffic: Traffic,
): readonly Step[] => {
  switch (modifier) {
    case 'none':
    case 'broadcast':
    case 'management':
      return [];
    case 'route-updates':
      return [routeUpdates(dataPlane, topology, traffic).step];
    case 'filters-1':
      return filterSteps(1, dataPlane, topology, traffic);
    case 'filters-25':
      return filterSteps(25, dataPlane, topology, traffic);
  }
};
