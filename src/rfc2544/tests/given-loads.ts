import type { Pps } from '../../model/units.js';
import type { NamedLoad } from './definition.js';

/** The loads that a playbook gives, each at its key. */
export const givenLoads = (
  loads: Readonly<Record<string, Pps | undefined>>,
): readonly NamedLoad[] =>
  Object.entries(loads).flatMap(([key, load]): NamedLoad[] =>
    load === undefined ? [] : [[load, [key]]],
  );
