import type { TrialRequest } from '../../model/trial.js';
import { pps } from '../../model/units.js';
import type { Procedure } from '../trials/procedure.js';
import { simulate } from './simulated-device.js';

/**
 * The trials of a procedure on a device without loss. Where trials do not depend on results, these
 * are its trials on any device.
 */
export const rehearse = (procedure: Procedure<unknown>): readonly TrialRequest[] => {
  const lossless = simulate({ capacity: pps(Number.MAX_SAFE_INTEGER) });
  const requested: TrialRequest[] = [];
  let step = procedure.next();
  while (step.done !== true) {
    const request = step.value;
    requested.push(request);
    step = procedure.next({ sequence: requested.length, result: lossless(request) });
  }
  return requested;
};
