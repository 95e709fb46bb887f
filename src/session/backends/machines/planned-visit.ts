import type { Blueprint, PlannedDataPlane, PlannedModifier } from '../../plan/blueprint.js';
import { sameSetup } from '../../run/cell.js';
import type { Visit } from '../../run/visits.js';

/** The data plane of these visits, with its steps. @throws RangeError for visits of another playbook */
export const plannedFor = (
  { dataPlanes }: Blueprint,
  [visit]: readonly Visit[],
): PlannedDataPlane => {
  const planned = dataPlanes.find(
    ({ dataPlane, networkName }) =>
      visit !== undefined &&
      sameSetup({ dataPlane: dataPlane.name, network: networkName }, visit.place),
  );
  if (planned === undefined) throw new RangeError('a data plane has no steps');
  return planned;
};

/** The modifier of a visit, with its steps. @throws RangeError for a visit of another playbook */
export const modifierFor = ({ modifiers }: PlannedDataPlane, { place }: Visit): PlannedModifier => {
  const planned = modifiers.find(({ modifier }) => modifier === place.modifier);
  if (planned === undefined) throw new RangeError(`modifier ${place.modifier} has no steps`);
  return planned;
};
