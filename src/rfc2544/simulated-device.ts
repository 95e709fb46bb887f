import { Interrupted } from '../model/failure.js';
import type { Loss, TrialRequest, TrialResult, Validity } from '../model/trial.js';
import { inSeconds, nanoseconds, type Pps } from '../model/units.js';
import type { Measurer } from './measurer.js';
import { seededRandom, type Random } from './random.js';

/** A device whose answers are known, and the generator in front of it. */
export interface SimulatedDevice {
  /** The fastest rate it forwards without loss. */
  readonly capacity: Pps;
  /** Forwarded frames lost for each frame offered above the capacity: 0 saturates, 1 collapses. */
  readonly overloadPenalty?: number;
  /** The fraction of frames lost at any load, in [0, 1). */
  readonly lossFloor?: number;
  /** Frames it can hold while they wait to be forwarded. */
  readonly bufferDepth?: number;
  /** Standard deviation of the capacity in a trial of one second, as a fraction of it; falls with the root of the duration. */
  readonly noise?: number;
  /** Makes the noise the same each time. */
  readonly seed?: number;
  /** The most the generator can offer; a trial above it is invalid. */
  readonly generatorLimit?: Pps;
}

/** How a simulated trial ends; the next one draws the next noise. */
export type Simulation = (request: TrialRequest) => TrialResult;

const capacityIn = (device: SimulatedDevice, duration: number, random: Random): number => {
  const { capacity, noise = 0 } = device;
  if (noise === 0) return capacity;
  return Math.max(0, capacity * (1 + (noise / Math.sqrt(duration)) * random.normal()));
};

/** Frames that survive the queue: what the device has time for and what it holds at the end. */
const accepted = (device: SimulatedDevice, offered: number, capable: number): number => {
  const { overloadPenalty = 0, bufferDepth = 0 } = device;
  const excess = offered - capable - bufferDepth;
  if (excess <= 0) return offered;
  return Math.max(0, Math.floor(capable + bufferDepth - overloadPenalty * excess));
};

const validity = (intended: number, offered: number): Validity =>
  offered === intended
    ? { state: 'valid' }
    : {
        state: 'invalid',
        reasons: [
          {
            code: 'generator-fell-behind',
            detail: `offered ${offered} of ${intended} frames intended`,
          },
        ],
      };

const losses = (overflowed: number, floor: number): Loss[] =>
  [
    { location: 'backlog-queue' as const, frames: overflowed },
    { location: 'ip' as const, frames: floor },
  ].filter(({ frames }) => frames > 0);

/** A device as a function from trials to results, without waiting and without effects but its noise. */
export const simulate = (device: SimulatedDevice): Simulation => {
  const random = seededRandom(device.seed ?? 1);
  const { lossFloor = 0, generatorLimit = Infinity } = device;
  return (request) => {
    const duration = inSeconds(request.duration);
    // Rounded off to a millionth of a frame first: 0.3 s at 70 kpps is 21,000 frames, not 20,999.
    const frames = (rate: number) => Math.floor(Number((rate * duration).toFixed(6)));
    const intended = frames(request.intendedLoad);
    const offered = frames(Math.min(request.intendedLoad, generatorLimit));
    const queued = accepted(device, offered, frames(capacityIn(device, duration, random)));
    const floor = Math.ceil(queued * lossFloor);
    const received = queued - floor;
    return {
      request,
      counts: {
        intended,
        offered,
        receivedByDut: offered,
        forwarded: received,
        receivedBySink: received,
      },
      offeredDuration: request.duration,
      losses: losses(offered - queued, floor),
      unlocated: 0,
      validity: validity(intended, offered),
      timing: { wall: request.duration, traffic: request.duration, settling: nanoseconds(0) },
    };
  };
};

/** The same device behind the port that procedures know. A trial takes no time. */
export const simulatedMeasurer = (device: SimulatedDevice): Measurer => {
  const trial = simulate(device);
  return {
    measure: (request, signal) =>
      signal.aborted
        ? Promise.reject(new Interrupted('measuring a simulated device'))
        : Promise.resolve(trial(request)),
  };
};
