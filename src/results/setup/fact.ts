/** One thing that figures may depend on, as it was read in a run. */
export interface SetupFact {
  /** `dut`, `dut port dut0`, `module napi_macvlan`, `controller`, `vrbench`, `environment`. */
  readonly where: string;
  /** `kernel`, `offload generic-receive-offload`. Unique in its place. */
  readonly what: string;
  /** In words, with its unit; null where it could not be read. */
  readonly value: string | null;
  /** Why it could not be read, where that is known. */
  readonly reason?: string | undefined;
  /** Differs from run to run on the same setup, and is not compared. */
  readonly incidental?: true;
}

/** A fact without its place. */
export type NamedFact = Omit<SetupFact, 'where'>;

/** A fact that was read. */
export const fact = (what: string, value: string | null): NamedFact => ({ what, value });

/** The same where it differs from run to run on one setup. */
export const incidental = (one: NamedFact): NamedFact => ({ ...one, incidental: true });

/** Facts of one place. */
export const factsAt = (where: string, facts: readonly NamedFact[]): readonly SetupFact[] =>
  facts.map((each) => ({ where, ...each }));

/** Whether something is on. */
export const onOrOff = (on: boolean): string => (on ? 'on' : 'off');

/** CPUs as a list; empty is none. */
export const cpus = (list: string): string => (list === '' ? 'none' : list);

/** What an archive has in which a value may be null, with the reason. */
interface Unreadable {
  readonly unread: Readonly<Record<string, string>>;
}

/**
 * Makes facts of the values of a record, each of which may not have been read.
 * @returns a function that takes a value's key, its name, and what to say of it where there is one
 */
export const readingsOf =
  <Of extends Unreadable>(record: Of) =>
  <Key extends keyof Of & string>(
    key: Key,
    what: string,
    say: (value: NonNullable<Of[Key]>) => string | null,
  ): NamedFact => {
    const value = record[key];
    return value === null || value === undefined
      ? { what, value: null, reason: record.unread[key] }
      : { what, value: say(value) };
  };
