import { instant, type Instant } from '../../model/instant.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { sinkPairs, type SinkLine } from './line.js';

/** When a frame was received and sent, by two clocks. */
export interface StampedArrival {
  /** By the sink's clock. */
  readonly arrival: Instant;
  /** By the generator's, truncated to microseconds; pktgen stamps a frame before it waits to send it. */
  readonly stamp: Instant;
}

/** When a flow's frames arrived; null for what did not occur. */
export interface SinkTimes {
  readonly first: Instant;
  readonly last: Instant;
  /** The frame after the last gap. */
  readonly lastGap: StampedArrival | null;
  /** The longest time without a frame. */
  readonly silence: { readonly from: Instant; readonly length: Nanoseconds } | null;
  /** The frame with the sequence number set by `tag`. */
  readonly tagged: StampedArrival | null;
  /** The timestamp of the next frame, taken as soon as the tagged one was sent. */
  readonly tagSent: Instant | null;
}

/** Frames of about the same latency. A bucket is at most 1/16 of its least latency wide. */
export interface LatencyBucket {
  readonly least: Nanoseconds;
  readonly frames: number;
}

/** Latencies: arrival minus the next frame's timestamp, for frames followed directly by the next. */
export interface SinkLatencies {
  readonly count: number;
  /** Frames that arrived before they were sent, by the clocks; excluded from the other figures. */
  readonly negative: number;
  readonly least: Nanoseconds;
  readonly most: Nanoseconds;
  readonly sum: bigint;
  readonly histogram: readonly LatencyBucket[];
}

/** A start of pktgen while the module was counting. */
export interface SinkRestart {
  /** How many there were. */
  readonly count: number;
  /** Of the last one, the first frame that arrived: its timestamp, by the generator's clock. */
  readonly stamp: Instant;
  /** Its sequence number: 1 unless those before it were lost. */
  readonly sequence: number;
}

/** Which clock the arrivals of a flow are by. */
export interface SinkStamping {
  /** Frames whose arrival is the NIC's stamp; all others have the handler's clock. */
  readonly hardware: number;
  /**
   * From that stamp to the handler, including the difference of the NIC's clock and the machine's; undefined
   * if no frame has a stamp.
   */
  readonly waited: { readonly least: number; readonly most: number } | undefined;
}

const stamped = ({ moment }: SinkLine, at: string, stampedAt: string): StampedArrival | null => {
  const [arrival, stamp] = [moment(at), moment(stampedAt)];
  return arrival && stamp && { arrival, stamp };
};

/** Parses the times in a line `flow`. @throws ParseFailure */
export const sinkTimes = (line: SinkLine): SinkTimes => {
  const from = line.moment('silence_from_ns');
  return {
    first: instant(line.nanoseconds('first_ns')),
    last: instant(line.nanoseconds('last_ns')),
    lastGap: stamped(line, 'last_gap_ns', 'last_gap_stamp_ns'),
    silence: from && { from, length: nanoseconds(line.number('silence_ns')) },
    tagged: stamped(line, 'tag_ns', 'tag_stamp_ns'),
    tagSent: line.moment('tag_sent_ns'),
  };
};

/** Parses the last start of pktgen in a line `flow`. @throws ParseFailure */
export const sinkRestart = ({ number, moment }: SinkLine): SinkRestart | null => {
  const stamp = moment('restart_stamp_ns');
  return stamp && { count: number('restarts'), stamp, sequence: number('restart_sequence') };
};

/** Parses which clock the arrivals in a line `flow` are by. @throws ParseFailure */
export const sinkStamping = ({ number, signed }: SinkLine): SinkStamping => {
  const hardware = number('hardware');
  if (hardware === 0) return { hardware, waited: undefined };
  return {
    hardware,
    waited: { least: signed('waited_least_ns'), most: signed('waited_most_ns') },
  };
};

/**
 * Parses the latencies in a line `flow` and in the line `latency` after it, which is present if any
 * frame was timed. @throws ParseFailure
 */
export const sinkLatencies = (
  line: SinkLine,
  histogram: string | undefined,
  where: string | undefined,
): SinkLatencies => {
  const pairs = histogram?.startsWith('latency ') === true ? sinkPairs(histogram, where) : [];
  return {
    count: line.number('timed'),
    negative: line.number('negative'),
    least: nanoseconds(line.number('least_ns')),
    most: nanoseconds(line.number('most_ns')),
    sum: line.nanoseconds('sum_ns'),
    histogram: pairs.map(([least, frames]) => ({ least: nanoseconds(least), frames })),
  };
};
