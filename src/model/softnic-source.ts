/** The most that the frame list of a softnic source takes (kernel-patch/softnic). */
export const FRAME_LIST_BYTES = 1_048_576;
/** Each frame is preceded by its length. */
export const FRAME_LENGTH_BYTES = 2;

/** The bytes that this many frames take there, each of `size` bytes without FCS. */
export const frameListBytes = (frames: number, size: number): number =>
  frames * (size + FRAME_LENGTH_BYTES);

/** A source sends its frame list in a loop, so sequence numbers repeat after this many frames. */
const NUMBERED = 32;

/** The least frame there is room for: no list has more frames than of this size. */
const SHORTEST = 60;
const MOST_FRAMES = Math.floor(FRAME_LIST_BYTES / (SHORTEST + FRAME_LENGTH_BYTES));

/** Quotients of loads are as exact as floating point is. */
const ROUNDING = 1e-9;

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) <= ROUNDING * value;

/**
 * The smallest whole numbers in proportion to loads: how many frames of each stream make a round of
 * its port's list. Undefined where a round would be longer than any list.
 * @param loads above 0
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
 * How many rounds a source's list has: as many as it takes until each stream's destinations have had
 * equally many frames, or as the sink's module needs to tell frames apart.
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
