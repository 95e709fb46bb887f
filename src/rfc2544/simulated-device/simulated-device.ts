import { Interrupted } from '../../model/failure.js';
import { exactly, type TrialLatency } from '../../model/latency.js';
import type {
  DropReasons,
  LoadChange,
  Loss,
  ResetCourse,
  TrialRequest,
  TrialResult,
} from '../../model/trial.js';
import { inSeconds, nanoseconds, seconds, type Nanoseconds, type Pps } from '../../model/units.js';
import type { Measurer } from '../measurer.js';
import { carriedOut, validityOf, type SimulatedGenerator } from './generator.js';
import { sum } from '../../model/numbers/sum.js';
import { seededRandom, type Random } from '../../model/numbers/random.js';
import { simulatedStretch, type Stretch, type StretchSetting } from './stretch.js';

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
  /** The latency of a frame that does not wait. */
  readonly latency?: Nanoseconds;
  /** How long it keeps losing every frame after an overload in which it lost some. */
  readonly recoveryTime?: Nanoseconds;
  /** How long it loses every frame after a reset of any kind. */
  readonly resetTime?: Nanoseconds;
  /** Standard deviation of the capacity in a trial of one second, as a fraction of it; falls with the root of the duration. */
  readonly noise?: number;
  /** Makes the noise the same each time. */
  readonly seed?: number;
  /** Default: one that offers every load as intended. */
  readonly generator?: SimulatedGenerator;
}

/** How a simulated trial ends; the next one draws the next noise. */
export type Simulation = (request: TrialRequest) => TrialResult;

const NO_TIME = nanoseconds(0);

const capacityIn = (device: SimulatedDevice, duration: Nanoseconds, random: Random): number => {
  const { capacity, noise = 0 } = device;
  if (noise === 0) return capacity;
  return Math.max(0, capacity * (1 + (noise / Math.sqrt(inSeconds(duration))) * random.normal()));
};

/** The loads of a trial one after the other; what the first one does to the device shows in the second. */
const stretchesOf = (
  device: SimulatedDevice,
  request: TrialRequest,
  capacity: number,
): readonly Stretch[] => {
  const { overloadPenalty = 0, bufferDepth = 0, generator = {} } = device;
  const { recoveryTime = NO_TIME, resetTime = NO_TIME } = device;
  const { reset, secondLoad } = request;
  const outage = (from: Nanoseconds, length: Nanoseconds): StretchSetting['outage'] => ({
    from: inSeconds(from),
    until: inSeconds(nanoseconds(from + length)),
  });
  const setting = { capacity, overloadPenalty, bufferDepth, generator };
  const resetOutage =
    reset === undefined ? outage(NO_TIME, NO_TIME) : outage(reset.after, resetTime);
  const first = simulatedStretch({ ...setting, outage: resetOutage }, request);
  if (secondLoad === undefined) return [first];
  const recovering = outage(NO_TIME, first.overflowed > 0 ? recoveryTime : NO_TIME);
  return [first, simulatedStretch({ ...setting, outage: recovering }, secondLoad)];
};

/** When the last frame was lost: in the last load that lost one. */
const lastLossOf = ([first, second]: readonly Stretch[]): Nanoseconds | null => {
  if (first !== undefined && second?.lastLoss !== undefined) {
    return seconds(first.duration + second.lastLoss);
  }
  return first?.lastLoss === undefined ? null : seconds(first.lastLoss);
};

/** From the last bit in to the first bit out, by one clock, without error. */
const latencyOf = ({ latency = NO_TIME }: SimulatedDevice): TrialLatency => ({
  state: 'measured',
  clocks: { kind: 'one-clock', bound: NO_TIME },
  span: {
    stampedBy: 'hardware',
    serialization: { state: 'subtracted', input: NO_TIME, output: NO_TIME },
  },
  tagged: exactly(latency),
});

/** The load changes instantly, on all ports at once. */
const loadChangeOf = (
  { secondLoad }: TrialRequest,
  [first]: readonly Stretch[],
): LoadChange | undefined => {
  if (secondLoad === undefined || first === undefined) return undefined;
  const at = seconds(first.duration);
  const gap = nanoseconds(Math.round(1e9 / secondLoad.intendedLoad));
  return { before: at, after: at, at, offered: first.offered, gap };
};

const resetCourseOf = (
  { duration, reset }: TrialRequest,
  resetTime: Nanoseconds,
): ResetCourse | undefined =>
  reset && {
    startedAt: reset.after,
    finishedAt: nanoseconds(reset.after + resetTime),
    recovered: reset.after + resetTime < duration,
  };

const losses = (overflowed: number, missed: number): Loss[] =>
  [
    { location: 'backlog-queue' as const, frames: overflowed },
    { location: 'ip' as const, frames: missed },
  ].filter(({ frames }) => frames > 0);

/** The drop reasons of a simulated device. */
const NO_KERNEL: DropReasons = {
  state: 'unavailable',
  reason: 'a simulated device has no kernel',
};

/** A device as a function from trials to results, without waiting and without effects except its noise. */
export const simulate = (device: SimulatedDevice): Simulation => {
  const random = seededRandom(device.seed ?? 1);
  const { generator = {} } = device;
  return (asked) => {
    const request = carriedOut(generator, asked);
    const length = nanoseconds(request.duration + (request.secondLoad?.duration ?? 0));
    const stretches = stretchesOf(device, request, capacityIn(device, length, random));
    const total = (count: keyof Omit<Stretch, 'lastLoss'>): number =>
      sum(stretches.map((stretch) => stretch[count]));
    const [duration, offered] = [seconds(total('duration')), total('offered')];
    const [overflowed, missed] = [total('overflowed'), total('missed')];
    const floor = Math.ceil((offered - overflowed - missed) * (device.lossFloor ?? 0));
    const received = offered - overflowed - missed - floor;
    const loadChange = loadChangeOf(request, stretches);
    const reset = resetCourseOf(request, device.resetTime ?? NO_TIME);
    return {
      request,
      counts: {
        intended: offered,
        offered,
        receivedByDut: offered,
        forwarded: received,
        receivedBySink: received,
      },
      offeredDuration: duration,
      losses: losses(overflowed, missed + floor),
      unlocated: 0,
      // The loss floor drops frames at any time, so also at the end.
      ...(request.secondLoad === undefined
        ? {}
        : { lastLoss: floor > 0 ? duration : lastLossOf(stretches) }),
      ...(loadChange && { loadChange }),
      ...(reset && { reset }),
      ...(request.diagnosis && { dropReasons: NO_KERNEL }),
      ...(request.tagAfter === undefined ? {} : { latency: latencyOf(device) }),
      validity: validityOf(request, stretches, generator),
      timing: { wall: duration, traffic: duration, settling: NO_TIME },
    };
  };
};

/** The same device as a Measurer. A trial takes no time. */
export const simulatedMeasurer = (device: SimulatedDevice): Measurer => {
  const trial = simulate(device);
  return {
    measure: (request, signal) =>
      signal.aborted
        ? Promise.reject(new Interrupted('measuring a simulated device'))
        : Promise.resolve(trial(request)),
    // The noise of each trial is drawn after that of the one before.
    recall: (request) => {
      trial(request);
    },
  };
};
