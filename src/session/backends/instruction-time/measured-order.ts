import { REFERENCE } from '../../../model/network/network.js';
import type { Blueprint, PlannedDataPlane } from '../../plan/blueprint.js';

/** Whether a data plane is measured as the reference. */
export const isReference = ({ networkName }: PlannedDataPlane): boolean =>
  networkName === REFERENCE;

/** Data planes in the order of measurement: the reference first, as the loads of others may depend on it. */
export const inMeasuredOrder = ({ dataPlanes }: Blueprint): readonly PlannedDataPlane[] => [
  ...dataPlanes.filter(isReference),
  ...dataPlanes.filter((planned) => !isReference(planned)),
];
