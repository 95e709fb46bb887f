import type { CalibrationTrial, SizeCalibration } from '../../model/schema/setup/calibration.js';
import type { InvalidReason } from '../../model/trial.js';
import { pps, type Bytes, type Pps } from '../../model/units.js';
import type { Measurer } from '../measurer.js';
import { atLeastOne, LIGHT_LOAD, latencyAt, recording } from './attempts.js';

/** What calibration sends over the cable. */
export interface CalibrationPlan {
  readonly frameSize: Bytes;
  /** The line rate of the cable, which is tried first. */
  readonly lineRate: Pps;
}

/** The most loads to try. */
export const MOST_LOADS = 12;
/** The next load, as a fraction of the rate that got through. */
const STEP = 0.97;

const rate = (frames: number | null, duration: number | null): Pps =>
  pps(frames === null || duration === null || duration === 0 ? 0 : (frames * 1e9) / duration);

/** Reasons that show a limit of the tester; others say nothing about it. */
const LIMITS: readonly InvalidReason['code'][] = [
  'sink-dropped',
  'pause-frames',
  'frames-not-offered',
  'generator-fell-behind',
];

const isInconclusive = ({ reasons }: CalibrationTrial): boolean =>
  reasons.some(({ code }) => !LIMITS.includes(code));

/** Which part of the tester did not carry a load. */
const limitOf = ({
  offered,
  received,
  reasons,
}: CalibrationTrial): NonNullable<SizeCalibration['limit']> =>
  // A full sink may stop the generator with pause frames instead of losing frames.
  received !== offered || reasons.some(({ code }) => code === 'pause-frames')
    ? 'sink'
    : 'generator';

/**
 * The highest load that a generator offers and a sink receives without a DUT between them, and the latency at
 * a tenth of it: the tester's own.
 * @throws what `measure` throws
 */
export const calibrate = async (
  measurer: Measurer,
  { frameSize, lineRate }: CalibrationPlan,
  signal: AbortSignal,
): Promise<SizeCalibration> => {
  const { trials, attempt } = recording(measurer, frameSize, signal);
  let load = lineRate;
  let limit: SizeCalibration['limit'] = 'link';
  for (let tries = 0; tries < MOST_LOADS; tries += 1) {
    const { trial } = await attempt(load);
    if (isInconclusive(trial)) continue;
    const { offered, received, offeredDuration, reasons } = trial;
    if (reasons.length === 0 && received === offered) {
      const latency = await latencyAt(atLeastOne(load * LIGHT_LOAD), attempt);
      return { frameSize, load, limit, latency, trials };
    }
    // The limit at the lowest load that did not get through.
    limit = limitOf(trial);
    const through = rate(received, offeredDuration);
    load = atLeastOne(Math.min(load, through) * STEP);
  }
  return { frameSize, load: null, limit: null, latency: null, trials };
};
