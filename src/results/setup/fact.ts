/** A property of the setup that figures may depend on, as read in a run. */
export interface SetupFact {
  /** `dut`, `dut port dut0`, `module napi_macvlan`, `controller`, `vrbench`, `environment`. */
  readonly where: string;
  /** `kernel`, `offload generic-receive-offload`. Unique within `where`. */
  readonly what: string;
  /** As text, with its unit; null if it could not be read. */
  readonly value: string | null;
  /** Why it could not be read, if known. */
  readonly reason?: string | undefined;
  /** Varies between runs on the same setup, and is not compared. */
  readonly incidental?: true;
}

/** A fact without its place. */
export type NamedFact = Omit<SetupFact, 'where'>;

/** A fact that was read. */
export const fact = (what: string, value: string | null): NamedFact => ({ what, value });

/** Marks a fact that varies between runs on the same setup. */
export const incidental = (one: NamedFact): NamedFact => ({ ...one, incidental: true });

/** Facts of one place. */
export const factsAt = (where: string, facts: readonly NamedFact[]): readonly SetupFact[] =>
  facts.map((each) => ({ where, ...each }));

/** Whether something is on. */
export const onOrOff = (on: boolean): string => (on ? 'on' : 'off');

/** A list of CPUs; `none` if empty. */
export const cpus = (list: string): string => (list === '' ? 'none' : list);

/** A record whose values may be null, with the reasons. */
interface Unreadable {
  readonly unread: Readonly<Record<string, string>>;
}

/**
 * Creates facts from the values of a record, some of which may not have been read.
 * @returns a function that takes a value's key, the name of the fact, and the text for a value
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
