import type { Argv } from '../../model/command.js';

/** The common fields of counters: the kind, and the counter within it. */
export interface AnyCounter {
  readonly source: string;
  /** Absent is the machine's own. */
  readonly namespace?: string | undefined;
  readonly interface?: string | undefined;
  readonly field: string;
}

/** The value of a counter: a number, or one per CPU that it has a row for, by the CPU's number. */
export type CounterValue = number | ReadonlyMap<string, number>;

/** The counters in a text. */
export interface Values<Counter> {
  /** `undefined` if the machine does not have it. @throws ParseFailure if it cannot be read */
  of(counter: Counter): CounterValue | undefined;
}

/** Counters in files of /proc and /sys. */
export interface InFiles<Counter> {
  /** The files with the counter's value. */
  files(counter: Counter): readonly string[];
  /** @param text of a file by its path; empty if it could not be read. @throws ParseFailure */
  parseFiles(text: (path: string) => string, where: string): Values<Counter>;
}

/** Counters that a command prints for the machine's own namespace. */
export interface InOutput<Counter> {
  readonly command: Argv;
  /** @throws ParseFailure */
  parse(stdout: string, where: string): Values<Counter>;
}

/** A kind of counter: how its counters are read, and how differences are computed. */
export interface CounterKind<Counter extends AnyCounter> {
  /** The kernel counts once for the whole machine, whatever the namespace. */
  readonly machineWide?: true;
  /** It wraps to 0 at this number; each CPU's separately if there is one per CPU. */
  readonly wrap?: number;
  readonly from: InFiles<Counter> | InOutput<Counter>;
}
