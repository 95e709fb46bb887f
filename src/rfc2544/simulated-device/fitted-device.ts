import { forwardingRate, isValid, type TrialOutcome, type TrialResult } from '../../model/trial.js';
import { inSeconds, pps } from '../../model/units.js';
import { lossFree } from '../trials/loss-free.js';
import { loadBounds } from '../trials/load-bounds.js';
import { simulate, type SimulatedDevice } from './simulated-device.js';

/** A bound that is not reached, as a fraction of it. */
const JUST_BELOW = 1 - 1e-6;

/** Whether a device loses frames in the same trials. */
const agrees = (device: SimulatedDevice, results: readonly TrialResult[]): boolean => {
  const simulated = simulate(device);
  return results.every((result) => lossFree(simulated(result.request)) === lossFree(result));
};

/** Trials that show how much a warm device carries: with one load, and not interrupted. */
const isSteady = ({ request, counts }: TrialResult): boolean =>
  request.warmUp !== true &&
  counts.offered > 0 &&
  request.secondLoad === undefined &&
  request.reset === undefined &&
  request.diagnosis === undefined;

/** The device with the rate that was forwarded at the lowest load with loss, or the highest load without. */
const withCapacity = (
  device: SimulatedDevice,
  results: readonly TrialResult[],
): SimulatedDevice => {
  const bounds = loadBounds(results);
  const lower: number = bounds.lossFree ?? 0;
  const upper: number = bounds.lossy ?? Infinity;
  if (device.capacity >= lower && device.capacity < upper) return device;
  const atUpper = results.find(
    (result) => result.request.intendedLoad === upper && !lossFree(result),
  );
  const rate = atUpper === undefined ? lower : forwardingRate(atUpper);
  return { ...device, capacity: pps(Math.max(lower, Math.min(rate, upper * JUST_BELOW))) };
};

/** The frames of a burst that it held at the end, beyond those it had time to forward. */
const heldBy = ({ capacity }: SimulatedDevice, { request, counts }: TrialResult): number =>
  Math.max(0, counts.receivedBySink - Math.floor(capacity * inSeconds(request.duration)));

/** The device with a buffer for what remained of a burst with loss, or else for the longest burst without. */
const withBuffer = (device: SimulatedDevice, results: readonly TrialResult[]): SimulatedDevice => {
  const heldOf = (free: boolean): readonly number[] =>
    results.filter((result) => lossFree(result) === free).map((result) => heldBy(device, result));
  const remained = { ...device, bufferDepth: Math.min(Infinity, ...heldOf(false)) };
  const held = { ...device, bufferDepth: Math.max(0, ...heldOf(true)) };
  return agrees(remained, results) ? remained : held;
};

/**
 * A simulated device that loses frames in the trials in which a real one did, as far as its
 * capacity and its buffer allow: the given device if it already does.
 * @param results of trials at one frame size; only valid ones, of one load each, are used
 */
export const fittedDevice = (
  device: SimulatedDevice,
  results: readonly TrialOutcome[],
): SimulatedDevice => {
  const steady = results.filter(isValid).filter(isSteady);
  if (steady.length === 0 || agrees(device, steady)) return device;
  const carrying = withCapacity(device, steady);
  return agrees(carrying, steady) ? carrying : withBuffer(carrying, steady);
};
