import { Failure } from '../failure.js';
import { sum } from '../numbers/sum.js';
import { nanoseconds, pps, type Nanoseconds, type Pps } from '../units.js';
import type { Stream } from './stream.js';

/** A stream with its share of a load. */
export interface LoadedStream {
  readonly stream: Stream;
  readonly load: Pps;
  /** Between two frames, in nanoseconds: 1e9 / load, but rounded once. */
  readonly interval: number;
}

/** The longest interval between two frames: pktgen reads ten digits and silently drops the rest. */
export const LONGEST_INTERVAL = 9_999_999_999;

/** The maximum number of frames of a stream in a trial: pktgen reads ten digits here, too. */
export const MOST_FRAMES = 9_999_999_999;

/** pktgen interprets this delay as "never send". */
const NEVER = 0x7fffffff;

/**
 * The interval between two frames as generators implement it: in whole nanoseconds, so a single stream
 * only has loads of 1e9/n. Rounds to the nearest, but never to 0: pktgen would then serve only the first
 * of several devices.
 */
export const wholeInterval = (interval: number): Nanoseconds => {
  const whole = Math.min(Number.MAX_SAFE_INTEGER, Math.max(1, Math.round(interval)));
  return nanoseconds(whole === NEVER ? NEVER - 1 : whole);
};

/** Sums of loads are as exact as floating point is. */
const ROUNDING = 1e-9;

/** The fixed loads of streams, which do not depend on the trial's load. */
export const ownLoads = (streams: readonly Pick<Stream, 'load'>[]): number =>
  sum(streams.map(({ load }) => (load.kind === 'own' ? load.load : 0)));

/** Rejects a load that fixed loads use up completely, or that differs from their sum if no stream shares. */
const checkOwnLoads = (streams: readonly Stream[], intendedLoad: Pps, own: number): void => {
  const sharing = streams.some(({ load }) => load.kind === 'shared');
  const exact = Math.abs(intendedLoad - own) <= intendedLoad * ROUNDING;
  if (own === 0 || (sharing ? own < intendedLoad : exact)) return;
  throw new Failure({
    attempted: `dividing a load of ${intendedLoad} pps among ${streams.length} streams`,
    got: sharing
      ? `the streams with fixed loads use all of it: ${own} pps`
      : `all of them have fixed loads, which add up to ${own} pps`,
    remedy: sharing
      ? "raise the load, or lower the routers' fixed loads"
      : "set the load to the sum of the routers' fixed loads, or give a router a share",
  });
};

/**
 * Divides a trial's load among streams: some have fixed loads, the others share the rest by weight.
 * @param intendedLoad the sum over all streams
 * @throws Failure if the fixed loads leave nothing for the streams that share, or if none shares and
 * the fixed loads do not add up to the load
 */
export const streamLoads = (
  streams: readonly Stream[],
  intendedLoad: Pps,
): readonly LoadedStream[] => {
  const own = ownLoads(streams);
  checkOwnLoads(streams, intendedLoad, own);
  const rest = intendedLoad - own;
  const weights = streams.flatMap(({ load }) => (load.kind === 'shared' ? [load.weight] : []));
  // How many streams of this weight would make up the rest: with equal weights, exactly their number.
  const parts = new Map(
    [...new Set(weights)].map((weight) => [weight, sum(weights.map((each) => each / weight))]),
  );
  return streams.map((stream) => {
    const { load } = stream;
    if (load.kind === 'own') return { stream, load: load.load, interval: 1e9 / load.load };
    const among = parts.get(load.weight) ?? 1;
    return { stream, load: pps(rest / among), interval: (1e9 * among) / rest };
  });
};
