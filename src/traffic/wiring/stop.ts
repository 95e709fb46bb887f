import type { Stream } from '../../model/network/stream.js';
import {
  allArrived,
  countAt,
  probeFrames,
  waypointsOf,
  type StreamProbe,
  type Waypoint,
} from './probe-frames.js';
import type { PortCounts } from './test-ports.js';

/** A place with the frames counted there. */
export interface Count extends Waypoint {
  readonly frames: number;
}

/** Where the frames of a stream stopped when only that stream was sent. */
export interface Stop {
  readonly stream: Stream;
  /** Frames sent. */
  readonly frames: number;
  /** The last place that they reached; absent if their own port sent none. */
  readonly last?: Count | undefined;
  /** The first place that they did not reach. */
  readonly missing: Count;
  /** Other ports that counted them. */
  readonly elsewhere: readonly Count[];
}

/** Sends frames of streams, and returns what every test port counted meanwhile. */
export type Probe = (probes: readonly StreamProbe[]) => Promise<PortCounts>;

/** The number sent at the same moment: fewer than fit into any receive ring. */
const AT_ONCE = 64;

/** The search ends after this many: the first ones identify the cable. */
const MOST_STOPS = 4;

/**
 * Where the frames of a stream stopped; undefined if they got through. A place has seen them if it
 * counted at least half: a link also carries foreign frames, and may lose one. Pure.
 */
export const stopOf = ({ stream, frames }: StreamProbe, counts: PortCounts): Stop | undefined => {
  const counted = (at: Waypoint): Count => ({ ...at, frames: countAt(counts, at) });
  const seen = (at: Waypoint): boolean => countAt(counts, at) * 2 >= frames;
  const way = waypointsOf(stream);
  const index = way.findIndex((at) => !seen(at));
  const missing = way[index];
  if (missing === undefined) return undefined;
  const own = new Set(way.filter((at) => at.counts === missing.counts).map(({ port }) => port));
  const elsewhere = [...counts.keys()]
    .filter((port) => !own.has(port))
    .map((port): Waypoint => ({ port, counts: missing.counts }))
    .filter(seen);
  const last = way[index - 1];
  return {
    stream,
    frames,
    last: last && counted(last),
    missing: counted(missing),
    elsewhere: elsewhere.map(counted),
  };
};

const inParts = (streams: readonly Stream[], size: number): readonly (readonly Stream[])[] =>
  Array.from({ length: Math.ceil(streams.length / size) }, (_, index) =>
    streams.slice(index * size, (index + 1) * size),
  );

/** Whether the frames of all streams get through. @throws what the probe throws */
export const allGetThrough = async (streams: readonly Stream[], probe: Probe): Promise<boolean> => {
  for (const part of inParts(streams, AT_ONCE)) {
    const probes = probeFrames(part);
    if (!allArrived(probes, await probe(probes))) return false;
  }
  return true;
};

/**
 * The streams whose frames do not get through, and where they stop; the first few of them. The set
 * of streams is halved until only one is sent, so that the counts are its own.
 * @throws what the probe throws
 */
export const findStops = async (
  streams: readonly Stream[],
  probe: Probe,
): Promise<readonly Stop[]> => {
  const stops: Stop[] = [];
  const search = async (some: readonly Stream[]): Promise<void> => {
    if (stops.length === MOST_STOPS) return;
    const probes = probeFrames(some);
    const counts = await probe(probes);
    if (allArrived(probes, counts)) return;
    if (some.length > 1) {
      for (const half of inParts(some, Math.ceil(some.length / 2))) await search(half);
      return;
    }
    stops.push(...probes.flatMap((only) => stopOf(only, counts) ?? []));
  };
  for (const part of inParts(streams, AT_ONCE)) await search(part);
  return stops;
};
