import { REFERENCE } from '../../../model/network/network.js';
import type { Blueprint, PlannedDataPlane } from '../../plan/blueprint.js';

/** Whether a data plane is measured as the reference. */
export const isReference = ({ networkName }: PlannedDataPlane): boolean =>
  networkName === REFERENCE;

/** Data planes as they are measured: the loads of the others may follow from the reference. */
export const inMeasuredOrder = ({ dataPlanes }: Blueprint): readonly PlannedDataPlane[] => [
  ...dataPlanes.filter(isReference),
  ...dataPlanes.filter((planned) => !isReference(planned)),
];
