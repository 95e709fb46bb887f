/** Size of the frame list in a softnic source (kernel-patch/softnic). */
export const FRAME_LIST_BYTES = 65_536;
/** Each frame is preceded by its length. */
export const FRAME_LENGTH_BYTES = 2;

/** The bytes that this many frames take there, each of `size` bytes without FCS. */
export const frameListBytes = (frames: number, size: number): number =>
  frames * (size + FRAME_LENGTH_BYTES);

/** A source sends its frame list in a loop, so sequence numbers repeat after this many frames. */
const NUMBERED = 32;

/**
 * How many rounds a source's list has, of one frame of each stream: as many as the stream with the
 * most destinations needs, or as the sink's module needs to tell frames apart.
 */
export const roundsOf = (streams: number, destinations: number, numbered: boolean): number =>
  numbered && destinations === 1 ? Math.ceil(NUMBERED / streams) : destinations;

/** How many frames that are. */
export const framesInTurn = (streams: number, destinations: number, numbered: boolean): number =>
  roundsOf(streams, destinations, numbered) * streams;
