/** A parser with text that was captured for it. */
export interface Parser {
  /** Its source and its name: `linux/proc/snmp.ts parseSnmp`. */
  readonly name: string;
  readonly samples: readonly string[];
  /** Reads all that a text has, as what is asked for only is read only then. */
  readonly read: (text: string) => unknown;
  /** What it throws where it cannot; default: Failure. */
  readonly refusal?: new (...given: never[]) => Error;
}
