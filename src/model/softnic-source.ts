/** Size of the frame list in a softnic source (kernel-patch/softnic). */
export const FRAME_LIST_BYTES = 65_536;
/** Each frame is preceded by its length. */
export const FRAME_LENGTH_BYTES = 2;

/** The bytes that this many frames take there, each of `size` bytes without FCS. */
export const frameListBytes = (frames: number, size: number): number =>
  frames * (size + FRAME_LENGTH_BYTES);
