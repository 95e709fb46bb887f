import { byDataPlane, DATA_PLANES, type DataPlaneName } from '../../model/data-plane.js';
import { milliseconds, pps, seconds } from '../../model/units.js';
import type { SimulatedDevice } from './simulated-device.js';

/** Devices with parameters of their own, chosen to give curves of different shapes. */
const SHAPED: Readonly<Partial<Record<DataPlaneName, SimulatedDevice>>> = {
  'ip-forwarder': {
    capacity: pps(785_000),
    bufferDepth: 1_024,
    latency: milliseconds(0.014),
    recoveryTime: milliseconds(2),
    resetTime: seconds(1.5),
    seed: 1,
  },
  macvlan: {
    capacity: pps(720_000),
    bufferDepth: 1_024,
    latency: milliseconds(0.018),
    recoveryTime: milliseconds(3),
    resetTime: seconds(2),
    seed: 2,
  },
  // Collapses: for every two frames above the capacity, one forwarded frame is lost.
  'softnet-macvlan': {
    capacity: pps(690_000),
    overloadPenalty: 0.5,
    bufferDepth: 300,
    latency: milliseconds(0.025),
    recoveryTime: milliseconds(40),
    resetTime: seconds(3),
    seed: 3,
  },
  // Reaches a plateau and stays there.
  'napi-macvlan': {
    capacity: pps(700_000),
    bufferDepth: 512,
    latency: milliseconds(0.016),
    recoveryTime: milliseconds(1),
    resetTime: seconds(3),
    seed: 4,
  },
};

/** A device like others, a little slower than those before it in the list. */
const ordinaryDevice = (index: number): SimulatedDevice => ({
  capacity: pps(700_000 - 30_000 * index),
  bufferDepth: 1_024,
  latency: milliseconds(0.02),
  recoveryTime: milliseconds(5),
  resetTime: seconds(3),
  seed: index + 1,
});

/**
 * The device that stands for each data plane in a simulated run, and in a plan. Its parameters are
 * not measurements of a router, nor are its results.
 */
export const SIMULATED_DEVICES = byDataPlane(
  (name) => SHAPED[name] ?? ordinaryDevice(DATA_PLANES.indexOf(name)),
);
