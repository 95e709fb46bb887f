import type { Playbook } from '../../config/playbook.js';
import type { FoundThroughput } from '../../rfc2544/at-throughput/found-throughput.js';
import type { BitsPerSecond, Bytes } from '../../model/units.js';

/** A playbook on links. */
export interface PlannedRun {
  readonly playbook: Playbook;
  /** Of every link; absent where the testbed does not say, and no procedure needs it. */
  readonly linkSpeed?: BitsPerSecond | undefined;
  /** How many trials are made in about the time of one, where they do not depend on each other. */
  readonly atOnce?: number | undefined;
  /** What the loads are that are in proportion to the reference, once it has been measured. */
  readonly loads?: RunLoads | undefined;
}

/** A load, or a whole procedure, that is not measured. */
export interface LeftOut {
  readonly frameSize: Bytes;
  /** Undefined: every procedure at this frame size. */
  readonly procedure?: number | undefined;
  /** Undefined: in every network. */
  readonly network?: string | undefined;
  /** Where in the playbook it is. */
  readonly path: string;
  readonly reason: string;
  /** Whether the procedure goes on without it. */
  readonly single: boolean;
}

/** The loads of a run whose reference has been measured. */
export interface RunLoads {
  /** Of the reference. */
  readonly throughputs: ReadonlyMap<Bytes, FoundThroughput>;
  readonly bySize: ReadonlyMap<Bytes, Playbook>;
  readonly leftOut: readonly LeftOut[];
}

/** The playbook of a run as its loads are at a frame size: as they are expected, until they are known. */
export const playbookAt = (
  { playbook, loads }: Pick<PlannedRun, 'playbook' | 'loads'>,
  frameSize: Bytes,
): Playbook => loads?.bySize.get(frameSize) ?? playbook;
