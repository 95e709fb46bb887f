import type { CalibrationTrial, SizeCalibration } from '../../model/schema/setup/calibration.js';
import { hasFigures, isValid, type InvalidReason, type TrialOutcome } from '../../model/trial.js';
import { pps, seconds, type Bytes, type Pps } from '../../model/units.js';
import type { Measurer } from '../measurer.js';

/** What is sent over the cable. */
export interface CalibrationPlan {
  readonly frameSize: Bytes;
  /** The line rate of the cable, which is tried first. */
  readonly lineRate: Pps;
}

/** Long enough for a ring that overflows to show it. */
const DURATION = seconds(1);
/** A tester that fails so often at less and less is of no use. */
const MOST_TRIALS = 12;
/** The next load, of what got through. */
const STEP = 0.97;
/** A load at which nothing waits for anything. */
const AT_EASE = 0.1;

const recordOf = (intendedLoad: Pps, outcome: TrialOutcome): CalibrationTrial => {
  const reasons = outcome.validity.state === 'valid' ? [] : outcome.validity.reasons;
  return hasFigures(outcome)
    ? {
        ...{ intendedLoad, reasons },
        offered: outcome.counts.offered,
        received: outcome.counts.receivedBySink,
        offeredDuration: outcome.offeredDuration,
      }
    : { ...{ intendedLoad, reasons }, offered: null, received: null, offeredDuration: null };
};

const rate = (frames: number | null, duration: number | null): Pps =>
  pps(frames === null || duration === null || duration === 0 ? 0 : (frames * 1e9) / duration);

/** What is looked for: the tester's limits. Other reasons say nothing of them. */
const LIMITS: readonly InvalidReason['code'][] = [
  'sink-dropped',
  'frames-not-offered',
  'generator-fell-behind',
];

const saysNothing = ({ reasons }: CalibrationTrial): boolean =>
  reasons.some(({ code }) => !LIMITS.includes(code));

/** The latency of frames over the cable at a load. */
const latencyAt = async (
  measurer: Measurer,
  frameSize: Bytes,
  load: Pps,
  signal: AbortSignal,
): Promise<SizeCalibration['latency']> => {
  const outcome = await measurer.measure(
    { frameSize, intendedLoad: load, duration: DURATION },
    signal,
  );
  if (!isValid(outcome) || outcome.latency?.state !== 'measured') return null;
  const { clocks, distribution } = outcome.latency;
  if (distribution === undefined || distribution.frames === 0) return null;
  const { minimum, percentiles } = distribution;
  return { load, minimum, p50: percentiles.p50, p99: percentiles.p99, clocks };
};

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
  const trials: CalibrationTrial[] = [];
  let load = lineRate;
  let limit: SizeCalibration['limit'] = 'link';
  while (trials.length < MOST_TRIALS) {
    const request = { frameSize, intendedLoad: load, duration: DURATION };
    const trial = recordOf(load, await measurer.measure(request, signal));
    trials.push(trial);
    if (saysNothing(trial)) continue;
    const { offered, received, offeredDuration, reasons } = trial;
    if (reasons.length === 0 && received === offered) {
      const latency = await latencyAt(measurer, frameSize, pps(load * AT_EASE), signal);
      return { frameSize, load, limit, latency, trials };
    }
    // Once the sink has lost a frame, it is what the search is about.
    if (received !== offered) limit = 'sink';
    else if (limit === 'link') limit = 'generator';
    const through = rate(received, offeredDuration);
    load = pps(Math.max(1, Math.floor(Math.min(load, through) * STEP)));
  }
  return { frameSize, load: null, limit: null, latency: null, trials };
};
