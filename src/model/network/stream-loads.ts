import { Failure } from '../failure.js';
import { sum } from '../numbers/sum.js';
import { nanoseconds, pps, type Nanoseconds, type Pps } from '../units.js';
import type { Stream } from './stream.js';

/** A stream with its part of a load. */
export interface LoadedStream {
  readonly stream: Stream;
  readonly load: Pps;
  /** Between two frames, in nanoseconds: 1e9 / load, but rounded once. */
  readonly interval: number;
}

/** The longest time between two frames: pktgen reads ten digits of it and silently drops the rest. */
export const LONGEST_INTERVAL = 9_999_999_999;

/** The most frames of a stream in a trial: pktgen reads ten digits of their number, too. */
export const MOST_FRAMES = 9_999_999_999;

/** pktgen takes this delay for "never send". */
const NEVER = 0x7fffffff;

/**
 * The time between two frames as generators keep it: in whole nanoseconds, so that of one stream only
 * loads of 1e9/n exist. The nearest is taken, but never 0: pktgen would then feed the first of several
 * devices alone.
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

/** Rejects a load that fixed loads use up completely, or that differs from their sum where no stream shares. */
const checkOwnLoads = (streams: readonly Stream[], intendedLoad: Pps, own: number): void => {
  const sharing = streams.some(({ load }) => load.kind === 'shared');
  const exact = Math.abs(intendedLoad - own) <= intendedLoad * ROUNDING;
  if (own === 0 || (sharing ? own < intendedLoad : exact)) return;
  throw new Failure({
    attempted: `sharing a load of ${intendedLoad} pps among ${streams.length} streams`,
    got: sharing
      ? `the streams with fixed loads take all of it: ${own} pps`
      : `all of them have loads of their own, which add up to ${own} pps`,
    remedy: sharing
      ? "raise the load, or lower the routers' own loads"
      : "make the load what the routers' own loads add up to, or give a router a share",
  });
};

/**
 * A trial's load as loads of streams, which add up to it: some have one of their own, the others
 * share what is left by their weights.
 * @param intendedLoad of all streams together
 * @throws Failure where the streams' own loads leave nothing for those that share, or where none
 * shares and their own loads are another
 */
export const streamLoads = (
  streams: readonly Stream[],
  intendedLoad: Pps,
): readonly LoadedStream[] => {
  const own = ownLoads(streams);
  checkOwnLoads(streams, intendedLoad, own);
  const rest = intendedLoad - own;
  const weights = streams.flatMap(({ load }) => (load.kind === 'shared' ? [load.weight] : []));
  // How many streams of its weight would make up the rest; of equal weights their number exactly.
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
