import { sum } from '../sum.js';
import type { Pps } from '../units.js';
import type { Stream } from './stream.js';

/** A stream with its part of a load. */
export interface LoadedStream {
  readonly stream: Stream;
  readonly load: Pps;
}

/** The loads that streams have of their own, whatever a trial's load is. */
export const ownLoads = (streams: readonly Pick<Stream, 'load'>[]): number =>
  sum(streams.map(({ load }) => (load.kind === 'own' ? load.load : 0)));

/**
 * A trial's load as loads of streams, which add up to it: some have one of their own, the others
 * share what is left by their weights.
 * @param intendedLoad of all streams together
 * @throws RangeError where the streams' own loads leave nothing for those that share
 */
export const streamLoads = (
  streams: readonly Stream[],
  intendedLoad: Pps,
): readonly LoadedStream[] => {
  const rest = intendedLoad - ownLoads(streams);
  const weights = sum(streams.map(({ load }) => (load.kind === 'shared' ? load.weight : 0)));
  if (weights > 0 && rest <= 0) {
    throw new RangeError(
      `a load of ${intendedLoad} pps leaves nothing beside streams with loads of their own`,
    );
  }
  return streams.map((stream) => {
    const { load } = stream;
    return {
      stream,
      load: load.kind === 'own' ? load.load : (((rest * load.weight) / weights) as Pps),
    };
  });
};
