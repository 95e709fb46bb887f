import type { CalibrationTrial, SizeCalibration } from '../../model/schema/setup/calibration.js';
import type { ClockBound } from '../../model/latency.js';
import { hasFigures, isValid, type TrialOutcome, type TrialResult } from '../../model/trial.js';
import { pps, seconds, type Bytes, type Nanoseconds, type Pps } from '../../model/units.js';
import type { Measurer } from '../measurer.js';

/** Duration of a trial: long enough for a ring to overflow if it is going to. */
export const CALIBRATION_DURATION = seconds(1);
/** The most latency trials to make until one is valid. */
export const MOST_LATENCIES = 3;
/** Fraction of the highest load, so low that no frame waits in a queue. */
export const LIGHT_LOAD = 0.1;

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

/** A load in whole frames/s, at least one. */
export const atLeastOne = (load: number): Pps => pps(Math.max(1, Math.floor(load)));

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

/** Runs a trial and records it. */
type Try = (
  load: Pps,
) => Promise<{ readonly outcome: TrialOutcome; readonly trial: CalibrationTrial }>;

/** The latency of frames at a light load, from a trial that lost none. */
export const latencyAt = async (load: Pps, attempt: Try): Promise<SizeCalibration['latency']> => {
  for (let tries = 0; tries < MOST_LATENCIES; tries += 1) {
    const { outcome, trial } = await attempt(load);
    if (isValid(outcome) && trial.received === trial.offered) return latencyOf(load, outcome);
  }
  return null;
};

/** Runs trials and keeps a record of each. */
export const recording = (measurer: Measurer, frameSize: Bytes, signal: AbortSignal) => {
  const trials: CalibrationTrial[] = [];
  const attempt: Try = async (intendedLoad) => {
    const request = { frameSize, intendedLoad, duration: CALIBRATION_DURATION };
    const outcome = await measurer.measure(request, signal);
    const trial = recordOf(intendedLoad, outcome);
    trials.push(trial);
    return { outcome, trial };
  };
  return { trials, attempt };
};
