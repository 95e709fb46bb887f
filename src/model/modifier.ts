import { namesOf } from './meanings.js';

/** The modifiers: conditions under which tests are repeated (RFC 2544 section 11). */
export const MODIFIER_MEANINGS = {
  none: 'only test frames; measured first',
  broadcast: '1 % more frames, to the broadcast address (RFC 2544 section 11.1)',
  management: 'the DUT is queried for its statistics every second (section 11.2)',
  'route-updates': 'routes to networks without test traffic change every second (section 11.3)',
  'filters-1': 'one filter, which permits the test frames (section 11.4)',
  'filters-25':
    '25 filters: 24 deny other networks, the last permits the test frames (section 11.4)',
} as const;

export type Modifier = keyof typeof MODIFIER_MEANINGS;
export const MODIFIERS = namesOf(MODIFIER_MEANINGS);

/** The modifiers that change a router's IP stack: its routes, or the filters of its interfaces. */
export const ROUTER_MODIFIERS: readonly Modifier[] = ['route-updates', 'filters-1', 'filters-25'];
