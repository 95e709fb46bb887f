import type { Argv } from '../model/command.js';
import type { TuningSettings } from '../config/testbed/tuning/settings-schema.js';

/** The severity of a finding: it prevents a run; it distorts figures; it is worth knowing. */
export const SEVERITIES = ['stops', 'distorts', 'notes'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a check found on a machine. */
export interface CheckFinding {
  readonly severity: Severity;
  /** The port it concerns, by its name in the testbed. */
  readonly port?: string | undefined;
  /** `pause frames are on for receiving`. */
  readonly found: string;
  /** Its effect on a measurement. */
  readonly why: string;
  /** The command that installs what is missing, if it is in a package. */
  readonly install?: Argv | undefined;
  /** What to do; a command is to be run on that machine. */
  readonly fix?: string | undefined;
  /** Settings that fix it, in terms of a testbed's `tuning`: what `doctor --fix` applies. */
  readonly tuning?: TuningSettings | undefined;
}

/** Sorts findings by severity, the gravest first, keeping the order within a severity. */
export const gravestFirst = <Of extends Pick<CheckFinding, 'severity'>>(
  found: readonly Of[],
): readonly Of[] =>
  SEVERITIES.flatMap((severity) => found.filter((each) => each.severity === severity));
