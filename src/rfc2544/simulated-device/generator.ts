import { wholeInterval } from '../../model/network/stream-loads.js';
import type { TrialRequest, Validity } from '../../model/trial.js';
import { pps, seconds, type Pps } from '../../model/units.js';
import { fellBehind, USUAL_TOLERANCE, type Offering } from '../../model/network/offering.js';

/** The generator in front of a simulated device. Every one sends all frames; a slow one takes longer. */
export interface SimulatedGenerator {
  /** The most it can offer. */
  readonly limit?: Pps;
  /** Above a load it is slower than intended, by a fraction. */
  readonly slow?: { readonly above: Pps; readonly by: number };
  /** If set: it waits whole nanoseconds between two frames of each of this number of streams. */
  readonly streams?: number;
  /** How far it may be below the intended load in a valid trial. */
  readonly tolerance?: number;
}

/** The load that a generator is set to for an intended one; undefined if it can be set to any. */
const effectiveLoadOf = ({ streams }: SimulatedGenerator, intended: Pps): Pps | undefined =>
  streams === undefined
    ? undefined
    : pps((1e9 * streams) / wholeInterval((1e9 * streams) / intended));

/** The load that it then offers. */
export const offeredRate = (generator: SimulatedGenerator, intended: Pps): number => {
  const { limit = Infinity, slow } = generator;
  const set = effectiveLoadOf(generator, intended) ?? intended;
  const kept = slow !== undefined && set > slow.above ? set * (1 - slow.by) : set;
  return Math.min(kept, limit);
};

/** What was sent of a load, in how many seconds. */
interface Sent {
  readonly offered: number;
  readonly duration: number;
}

/** What was offered, load by load. */
const offeringsOf = (
  { intendedLoad, effectiveLoad, secondLoad }: TrialRequest,
  [first, second]: readonly Sent[],
): readonly Offering[] => {
  const taken = ({ offered, duration }: Sent) => ({ offered, duration: seconds(duration) });
  return [
    ...(first ? [{ intendedLoad, effectiveLoad, ...taken(first) }] : []),
    ...(second && secondLoad ? [{ ...secondLoad, ...taken(second) }] : []),
  ];
};

/** Whether a generator offered what was intended. Trials without frames are rejected where they are used. */
export const validityOf = (
  request: TrialRequest,
  sent: readonly Sent[],
  { tolerance = USUAL_TOLERANCE }: SimulatedGenerator,
): Validity => {
  if (request.burst === true) return { state: 'valid' };
  const reasons = offeringsOf(request, sent).flatMap((offering) =>
    offering.offered === 0 ? [] : (fellBehind(offering, tolerance) ?? []),
  );
  return reasons.length === 0 ? { state: 'valid' } : { state: 'invalid', reasons };
};

/** A request as the generator carries it out. */
export const carriedOut = (generator: SimulatedGenerator, request: TrialRequest): TrialRequest => {
  const { intendedLoad, secondLoad } = request;
  const effectiveLoad = effectiveLoadOf(generator, intendedLoad);
  if (effectiveLoad === undefined) return request;
  const second = secondLoad && effectiveLoadOf(generator, secondLoad.intendedLoad);
  return {
    ...request,
    effectiveLoad,
    ...(secondLoad && second && { secondLoad: { ...secondLoad, effectiveLoad: second } }),
  };
};
