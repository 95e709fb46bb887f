import type { SizeCalibration } from '../../model/schema/setup/calibration.js';
import { pps, type Bytes, type Pps } from '../../model/units.js';
import type { Measurer } from '../measurer.js';
import { atLeastOne, LIGHT_LOAD, latencyAt, recording } from './attempts.js';

/** Low enough for a bridge to forward every frame without queueing. */
const BRIDGE_LOAD = pps(1_000);

/**
 * The latency of frames through the DUT as a bridge, at a load that it forwards without queueing: the tester's own
 * latency is lower.
 * @param plan the frame size, and the line rate if it is known
 * @throws what `measure` throws
 */
export const calibrateThroughBridge = async (
  measurer: Measurer,
  { frameSize, lineRate }: { readonly frameSize: Bytes; readonly lineRate: Pps | undefined },
  signal: AbortSignal,
): Promise<SizeCalibration> => {
  const { trials, attempt } = recording(measurer, frameSize, signal);
  const load = Math.min(BRIDGE_LOAD, lineRate === undefined ? BRIDGE_LOAD : lineRate * LIGHT_LOAD);
  const latency = await latencyAt(atLeastOne(load), attempt);
  return { frameSize, load: null, limit: null, latency, trials };
};
