/** What the sink's kernel module received of a trial's frames (kernel-patch/frame-sink). */
export interface SinkArrivals {
  /** Test frames, those that came twice included. */
  readonly frames: number;
  /** Frames that were not the generator's. */
  readonly foreign: number;
  /** By sequence numbers, over all flows; absent where frames share them (pktgen's clones), or came in on several CPUs. */
  readonly order?: {
    /** Left out, up to the last frame that came. */
    readonly lost: number;
    readonly duplicates: number;
    /** RFC 4737 section 3.3 */
    readonly reordered: number;
    /** Thousands of frames late: too old to tell reordered from duplicate. */
    readonly unknown: number;
  };
}

/** A sink that is counted twice. */
export interface SinkCounts {
  /** Frames its NICs received, of whatever kind. */
  readonly nic: number;
  readonly module: SinkArrivals;
}
