import type { Stream } from '../../model/network/stream.js';
import type { PortCounts, PortFrames } from './test-ports.js';

/** A stream and how many frames of it are sent. */
export interface StreamProbe {
  readonly stream: Stream;
  readonly frames: number;
}

/** A place on a stream's path where its frames are counted. */
export interface Waypoint {
  /** The port's name in the testbed. */
  readonly port: string;
  readonly counts: keyof PortFrames;
}

/** Frames of a stream on the first path; each further path has one more. */
export const LEAST_FRAMES = 10;

const pathOf = ({ entry, exit }: Stream): string => `${entry.dut.name} ${exit.dut.name}`;

/**
 * The frames to send of several streams at once. Each path from port to port has a different
 * number: equal numbers would hide swapped cables. Pure.
 */
export const probeFrames = (streams: readonly Stream[]): readonly StreamProbe[] => {
  const paths = [...new Set(streams.map(pathOf))];
  return streams.map((stream) => ({
    stream,
    frames: LEAST_FRAMES + paths.indexOf(pathOf(stream)),
  }));
};

/** The places where a stream's frames are counted, in the order of its path. */
export const waypointsOf = ({ entry, exit }: Stream): readonly Waypoint[] => [
  { port: entry.peer.name, counts: 'sent' },
  { port: entry.dut.name, counts: 'received' },
  { port: exit.dut.name, counts: 'sent' },
  { port: exit.peer.name, counts: 'received' },
];

/** The frames counted at a place. */
export const countAt = (counts: PortCounts, { port, counts: field }: Waypoint): number =>
  counts.get(port)?.[field] ?? 0;

/** Whether every port on the path of these streams counted at least their frames. Pure. */
export const allArrived = (probes: readonly StreamProbe[], counts: PortCounts): boolean => {
  const expected = new Map<string, { readonly at: Waypoint; readonly frames: number }>();
  for (const { stream, frames } of probes) {
    for (const at of waypointsOf(stream)) {
      const key = `${at.counts} ${at.port}`;
      expected.set(key, { at, frames: frames + (expected.get(key)?.frames ?? 0) });
    }
  }
  return [...expected.values()].every(({ at, frames }) => countAt(counts, at) >= frames);
};
