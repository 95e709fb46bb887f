import type { Argv } from '../model/command.js';
import type { TuningSettings } from '../config/testbed/tuning/settings-schema.js';

/** How much a finding matters: no run begins; figures say less than they seem to; worth knowing. */
export const SEVERITIES = ['stops', 'distorts', 'notes'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a check found on a machine. */
export interface CheckFinding {
  readonly severity: Severity;
  /** The port it concerns, by its name in the testbed. */
  readonly port?: string | undefined;
  /** `pause frames are on for receiving`. */
  readonly found: string;
  /** What that does to a measurement. */
  readonly why: string;
  /** The command that installs what is missing, where a package has it. */
  readonly install?: Argv | undefined;
  /** What to do: where it is one command, as one types it on that machine. */
  readonly fix?: string | undefined;
  /** Settings that mend it, as a testbed's `tuning` has them: what `doctor --fix` makes. */
  readonly tuning?: TuningSettings | undefined;
}
