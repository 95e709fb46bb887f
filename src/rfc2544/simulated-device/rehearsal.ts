import type { TrialRequest } from '../../model/trial.js';
import { pps } from '../../model/units.js';
import type { Procedure } from '../trials/procedure.js';
import { simulate } from './simulated-device.js';

/**
 * The trials a procedure would want of a device that loses nothing: of a procedure whose trials do
 * not depend on results, all it wants of any device.
 */
export const rehearse = (procedure: Procedure<unknown>): readonly TrialRequest[] => {
  const lossless = simulate({ capacity: pps(Number.MAX_SAFE_INTEGER) });
  const wanted: TrialRequest[] = [];
  let step = procedure.next();
  while (step.done !== true) {
    const request = step.value;
    wanted.push(request);
    step = procedure.next({ sequence: wanted.length, result: lossless(request) });
  }
  return wanted;
};
