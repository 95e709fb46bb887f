/** What the software NIC's source in a port holds of frames (kernel-patch/softnic). */
export const FRAME_LIST_BYTES = 65_536;
/** Each frame is after its length. */
export const FRAME_LENGTH_BYTES = 2;

/** The bytes that so many frames of a size without FCS take there. */
export const frameListBytes = (frames: number, size: number): number =>
  frames * (size + FRAME_LENGTH_BYTES);
