/** The maximum size of a softnic source's frame list (kernel-patch/softnic). */
export const FRAME_LIST_BYTES = 1_048_576;
/** Each frame is preceded by its length. */
export const FRAME_LENGTH_BYTES = 2;

/** The size of a list of this many frames, each of `size` bytes without FCS. */
export const frameListBytes = (frames: number, size: number): number =>
  frames * (size + FRAME_LENGTH_BYTES);

/** A source sends its frame list in a loop, so sequence numbers repeat after this many frames. */
const NUMBERED = 32;

/** The shortest frame in a list, without FCS: it bounds the number of frames. */
const SHORTEST = 60;
const MOST_FRAMES = Math.floor(FRAME_LIST_BYTES / (SHORTEST + FRAME_LENGTH_BYTES));

/** Quotients of loads are as exact as floating point is. */
const ROUNDING = 1e-9;

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) <= ROUNDING * value;

/**
 * The smallest whole numbers in proportion to the loads: the frames of each stream in one round of its
 * port's list. Undefined if a round would be longer than the longest list.
 * @param loads greater than 0
 */
export const roundOf = (loads: readonly number[]): readonly number[] | undefined => {
  const least = Math.min(...loads);
  const ratios = loads.map((load) => load / least);
  const different = [...new Set(ratios)];
  const total = ratios.reduce((sum, ratio) => sum + ratio, 0);
  for (let times = 1; times * total <= MOST_FRAMES; times += 1) {
    if (different.every((ratio) => isWhole(ratio * times))) {
      return ratios.map((ratio) => Math.round(ratio * times));
    }
  }
  return undefined;
};

const commonDivisor = (one: number, other: number): number =>
  other === 0 ? one : commonDivisor(other, one % other);

/**
 * The number of rounds in a source's list: enough for the destinations of each stream to get equally many
 * frames, or for the sink's module to tell frames apart.
 * @param round frames of each stream in a round
 * @param destinations of each stream
 */
export const roundsOf = (
  round: readonly number[],
  destinations: readonly number[],
  numbered: boolean,
): number => {
  const most = Math.max(...destinations);
  if (numbered && most === 1) return Math.ceil(NUMBERED / round.reduce((sum, each) => sum + each));
  return Math.max(
    ...destinations.map((each, index) => each / commonDivisor(each, round[index] ?? 1)),
  );
};
