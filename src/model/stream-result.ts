import type { StreamId } from './network/stream.js';
import type { Pps } from './units.js';

/** A stream's part of a load. */
export interface StreamShare {
  readonly stream: StreamId;
  readonly intendedLoad: Pps;
}

/** A trial's five numbers (TrialCounts) of one stream; null where no counter tells its frames from others'. */
export interface StreamCounts {
  readonly intended: number;
  readonly offered: number;
  /** At the DUT's port, or at the router's virtual interface where several streams share the port. */
  readonly receivedByDut: number | null;
  /** Likewise, where it leaves. */
  readonly forwarded: number | null;
  readonly receivedBySink: number | null;
}

/** What one trial gave of one stream. */
export interface StreamResult {
  readonly stream: StreamId;
  /** The router it goes through, from 0. */
  readonly router: number;
  /** The DUT's ports where it enters and leaves, by their names in the testbed. */
  readonly entry: string;
  readonly exit: string;
  readonly counts: StreamCounts;
}
