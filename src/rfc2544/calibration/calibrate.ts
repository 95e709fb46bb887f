import type { CalibrationTrial, SizeCalibration } from '../../model/schema/setup/calibration.js';
import type { ClockBound } from '../../model/latency.js';
import {
  hasFigures,
  isValid,
  type InvalidReason,
  type TrialOutcome,
  type TrialResult,
} from '../../model/trial.js';
import { pps, seconds, type Bytes, type Nanoseconds, type Pps } from '../../model/units.js';
import type { Measurer } from '../measurer.js';

/** What calibration sends over the cable. */
export interface CalibrationPlan {
  readonly frameSize: Bytes;
  /** The line rate of the cable, which is tried first. */
  readonly lineRate: Pps;
}

/** Duration of a trial: long enough for a ring to overflow if it is going to. */
export const CALIBRATION_DURATION = seconds(1);
/** The most loads to try. */
const MOST_LOADS = 12;
/** The most latency trials to make until one is valid. */
const MOST_LATENCIES = 3;
/** Trials per frame size: if the tester carries the line rate, and at most. */
export const CALIBRATION_TRIALS = { least: 2, most: MOST_LOADS + MOST_LATENCIES } as const;
/** The next load, as a fraction of the rate that got through. */
const STEP = 0.97;
/** Fraction of the highest load, so low that no frame waits in a queue. */
const LIGHT_LOAD = 0.1;

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

const atLeastOne = (load: number): Pps => pps(Math.max(1, Math.floor(load)));

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

/** A latency if it is above the clock error, else null. */
const beyond =
  ({ bound }: ClockBound) =>
  (latency: Nanoseconds): Nanoseconds | null =>
    latency > bound ? latency : null;

/** The latency of a trial's frames; null if none was measured. */
const latencyOf = (load: Pps, { latency }: TrialResult): SizeCalibration['latency'] => {
  if (latency?.state !== 'measured') return null;
  const { clocks, distribution } = latency;
  if (distribution === undefined || distribution.frames === 0) return null;
  const known = beyond(clocks);
  const { minimum, percentiles } = distribution;
  return {
    load,
    minimum: known(minimum),
    p50: known(percentiles.p50),
    p99: known(percentiles.p99),
    clocks,
  };
};

/** Runs a trial over the cable and records it. */
type Try = (
  load: Pps,
) => Promise<{ readonly outcome: TrialOutcome; readonly trial: CalibrationTrial }>;

/** The latency of frames over the cable at a load. */
const latencyAt = async (load: Pps, attempt: Try): Promise<SizeCalibration['latency']> => {
  for (let tries = 0; tries < MOST_LATENCIES; tries += 1) {
    const { outcome } = await attempt(load);
    if (isValid(outcome)) return latencyOf(load, outcome);
  }
  return null;
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
  const attempt: Try = async (intendedLoad) => {
    const request = { frameSize, intendedLoad, duration: CALIBRATION_DURATION };
    const outcome = await measurer.measure(request, signal);
    const trial = recordOf(intendedLoad, outcome);
    trials.push(trial);
    return { outcome, trial };
  };
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
