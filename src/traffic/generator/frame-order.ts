import { roundOf } from '../../model/softnic-source.js';
import { sum } from '../../model/numbers/sum.js';

/** The order in which a source sends frames of its streams, repeatedly. */
export interface FrameOrder {
  /** A round: the index of the stream of each of its frames. */
  readonly round: readonly number[];
  /** How many frames of each stream are in it. */
  readonly each: readonly number[];
}

/** Indices of several kinds, each kind spread as evenly as possible. */
const interleaved = (counts: readonly number[]): readonly number[] =>
  counts
    .flatMap((count, kind) =>
      Array.from({ length: count }, (_, index) => ({ kind, place: (index + 0.5) / count })),
    )
    .toSorted((one, other) => one.place - other.place || one.kind - other.kind)
    .map(({ kind }) => kind);

/**
 * The order that sends an exact number of frames of each stream, in proportion to their loads at
 * all times: whole rounds, in each of which the frames of the remainder come first.
 * @param streams with the frames to send of each
 * @returns undefined if no list of frames does that
 */
export const frameOrder = (
  streams: readonly { readonly load: number; readonly frames: number }[],
): FrameOrder | undefined => {
  const each = roundOf(streams.map(({ load }) => load));
  if (each === undefined) return undefined;
  const rounds = Math.floor(sum(streams.map(({ frames }) => frames)) / sum(each));
  const first = streams.map(({ frames }, index) => frames - rounds * (each[index] ?? 0));
  const rest = each.map((count, index) => count - (first[index] ?? 0));
  if ([...first, ...rest].some((count) => count < 0)) return undefined;
  return { round: [...interleaved(first), ...interleaved(rest)], each };
};

/** How many of the first `sent` frames were of each stream. */
export const sentOfEach = ({ round, each }: FrameOrder, sent: number): readonly number[] => {
  const rounds = Math.floor(sent / round.length);
  const counts = each.map((count) => count * rounds);
  for (const stream of round.slice(0, sent - rounds * round.length)) {
    counts[stream] = (counts[stream] ?? 0) + 1;
  }
  return counts;
};
