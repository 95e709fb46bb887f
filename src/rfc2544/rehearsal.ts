import { intendedFrames, type TrialRequest, type TrialResult } from '../model/trial.js';
import { nanoseconds } from '../model/units.js';
import type { Procedure } from './procedure.js';

/** A trial on a device that loses nothing. */
const lossless = (request: TrialRequest): TrialResult => {
  const frames = intendedFrames(request);
  return {
    request,
    counts: {
      intended: frames,
      offered: frames,
      receivedByDut: frames,
      forwarded: frames,
      receivedBySink: frames,
    },
    offeredDuration: request.duration,
    losses: [],
    unlocated: 0,
    validity: { state: 'valid' },
    timing: { wall: request.duration, traffic: request.duration, settling: nanoseconds(0) },
  };
};

/**
 * The trials a procedure would want of a device that loses nothing: of a procedure whose trials do
 * not depend on results, all it wants of any device.
 */
export const rehearse = (procedure: Procedure<unknown>): readonly TrialRequest[] => {
  const wanted: TrialRequest[] = [];
  let step = procedure.next();
  while (step.done !== true) {
    const request = step.value;
    wanted.push(request);
    step = procedure.next({ sequence: wanted.length, result: lossless(request) });
  }
  return wanted;
};
