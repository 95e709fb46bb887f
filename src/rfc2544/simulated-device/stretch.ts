import type { TrialRequest } from '../../model/trial.js';
import { inSeconds, type Pps } from '../../model/units.js';
import { offeredRate, type SimulatedGenerator } from './generator.js';

/** What decides which frames of a load a simulated device loses. */
export interface StretchSetting {
  /** Frames it forwards in a second of this trial. */
  readonly capacity: number;
  /** Forwarded frames lost for each frame offered above the capacity. */
  readonly overloadPenalty: number;
  /** Frames it can hold. */
  readonly bufferDepth: number;
  readonly generator: SimulatedGenerator;
  /** When it forwards nothing, in seconds from the start of this load. */
  readonly outage: { readonly from: number; readonly until: number };
}

/** A load for some time, and the fate of its frames. */
export interface Stretch {
  readonly offered: number;
  /** How long they took to offer, in seconds. */
  readonly duration: number;
  /** Lost at a full queue. */
  readonly overflowed: number;
  /** Lost in an outage. */
  readonly missed: number;
  /** When the last frame was offered that was lost in either way, in seconds; undefined if none was. */
  readonly lastLoss: number | undefined;
}

/** Rounded off to a millionth of a frame first: 0.3 s at 70 kpps is 21,000 frames, not 20,999. */
const framesIn = (rate: number, seconds: number): number => Number((rate * seconds).toFixed(6));

/** Frames that survive the queue: what the device has time for and what it holds at the end. */
const accepted = (setting: StretchSetting, offered: number, duration: number): number => {
  const capable = Math.floor(framesIn(setting.capacity, duration));
  const excess = offered - capable - setting.bufferDepth;
  if (excess <= 0) return offered;
  return Math.max(0, Math.floor(capable + setting.bufferDepth - setting.overloadPenalty * excess));
};

/** How a simulated device handles one load; frame `n` is offered `n / rate` after its start. */
export const simulatedStretch = (
  setting: StretchSetting,
  load: Pick<TrialRequest, 'duration'> & { readonly intendedLoad: Pps },
): Stretch => {
  const rate = offeredRate(setting.generator, load.intendedLoad);
  const offered = Math.floor(framesIn(load.intendedLoad, inSeconds(load.duration)));
  const duration =
    rate === load.intendedLoad || offered === 0 ? inSeconds(load.duration) : offered / rate;
  const offeredBefore = (moment: number): number =>
    Math.min(offered, Math.ceil(framesIn(rate, moment)));
  const queued = accepted(setting, offered, duration);
  const overflowed = offered - queued;
  const { from, until } = setting.outage;
  const [first, end] = [offeredBefore(from), offeredBefore(until)];
  const missed = Math.min(queued, end - first);
  const last = overflowed > 0 ? offered - 1 : end - 1;
  return {
    offered,
    duration,
    overflowed,
    missed,
    lastLoss: overflowed + missed > 0 ? last / rate : undefined,
  };
};
