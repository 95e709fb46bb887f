import type { Playbook } from '../../config/playbook.js';
import type { FoundThroughput } from '../../rfc2544/at-throughput/found-throughput.js';
import type { BitsPerSecond, Bytes } from '../../model/units.js';

/** A playbook to run on links of a certain speed. */
export interface PlannedRun {
  readonly playbook: Playbook;
  /** The speed of every link; absent if the testbed does not state it and no procedure needs it. */
  readonly linkSpeed?: BitsPerSecond | undefined;
  /** How many independent trials take about the time of one. */
  readonly atOnce?: number | undefined;
  /** The loads in proportion to the reference, once it has been measured. */
  readonly loads?: RunLoads | undefined;
}

/** A load, or a whole procedure, that is not measured. */
export interface LeftOut {
  readonly frameSize: Bytes;
  /** Undefined for every procedure at this frame size. */
  readonly procedure?: number | undefined;
  /** Undefined for every network. */
  readonly network?: string | undefined;
  /** Its path in the playbook. */
  readonly path: string;
  readonly reason: string;
  /** Whether the procedure continues without it. */
  readonly single: boolean;
}

/** The loads of a run whose reference has been measured. */
export interface RunLoads {
  /** The throughputs of the reference. */
  readonly throughputs: ReadonlyMap<Bytes, FoundThroughput>;
  readonly bySize: ReadonlyMap<Bytes, Playbook>;
  readonly leftOut: readonly LeftOut[];
}

/** The playbook of a run with its loads at a frame size; expected loads until they are known. */
export const playbookAt = (
  { playbook, loads }: Pick<PlannedRun, 'playbook' | 'loads'>,
  frameSize: Bytes,
): Playbook => loads?.bySize.get(frameSize) ?? playbook;
