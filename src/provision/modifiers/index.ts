import type { Modifier } from '../../model/modifier.js';
import type { DutModifier } from './dut-modifier.js';
import { filters } from './filters.js';
import { routeUpdates } from './route-updates.js';

/** A modifier without steps on the DUT: it only affects the traffic or the queries. */
const nothing: DutModifier = { requires: { tools: [], modules: [] }, steps: () => [] };

const TABLE: Readonly<Record<Modifier, DutModifier>> = {
  none: nothing,
  broadcast: nothing,
  management: nothing,
  'route-updates': {
    requires: { tools: ['ip'], modules: [] },
    steps: (network) => [routeUpdates(network).step],
  },
  'filters-1': filters(1),
  'filters-25': filters(25),
};

/** The modifier's part on the DUT. */
export const modifierOf = (modifier: Modifier): DutModifier => TABLE[modifier];
