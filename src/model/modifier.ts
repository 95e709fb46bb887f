/**
 * The conditions under which tests are repeated (RFC 2544 section 11):
 * - `none`: without, first
 * - `broadcast`: 1 % more frames, for everybody on the link
 * - `management`: the DUT is asked for its statistics every second
 * - `route-updates`: every second the DUT's routes to networks of no test frame change
 * - `filters-1`: a filter lets test frames pass
 * - `filters-25`: 24 filters deny other networks, the last one lets test frames pass
 */
export const MODIFIERS = [
  'none',
  'broadcast',
  'management',
  'route-updates',
  'filters-1',
  'filters-25',
] as const;
export type Modifier = (typeof MODIFIERS)[number];
