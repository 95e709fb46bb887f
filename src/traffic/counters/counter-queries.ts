import type { CounterValue, InFiles, InOutput, Values } from '../../linux/counters/counter-kind.js';
import { counterKind, type CounterSource } from '../../linux/counters/index.js';
import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';
import { inNamespace, type Argv } from '../../model/command.js';
import { groupBy } from '../../model/group-by.js';

/** One command, and how the requested counters are found in its output. */
export interface CounterQuery {
  readonly argv: Argv;
  readonly counters: readonly CounterSource[];
  /** Parses the output once. @throws ParseFailure */
  readonly parse: (stdout: string, where: string) => CounterLookup;
}

/** The value of a counter; `undefined` if the machine does not have it. */
export type CounterLookup = (counter: CounterSource) => CounterValue | undefined;

/** A counter with the way it is read. */
interface Requested<From> {
  readonly counter: CounterSource;
  readonly from: From;
}

/** Finds each counter among the values of its own kind. */
const lookupOf = <From>(
  requested: readonly Requested<From>[],
  parse: (from: From) => Values<CounterSource>,
): CounterLookup => {
  const values = new Map<From, Values<CounterSource>>();
  for (const { from } of requested) if (!values.has(from)) values.set(from, parse(from));
  const bySource = new Map(
    requested.map(({ counter, from }) => [counter.source, values.get(from)]),
  );
  return (counter) => bySource.get(counter.source)?.of(counter);
};

const fileQuery = (
  namespace: string | undefined,
  requested: readonly Requested<InFiles<CounterSource>>[],
): CounterQuery => ({
  argv: inNamespace(
    namespace,
    labelledFiles([...new Set(requested.flatMap(({ counter, from }) => from.files(counter)))]),
  ),
  counters: requested.map(({ counter }) => counter),
  parse: (stdout, where) => {
    const texts = parseLabelledFiles(stdout);
    return lookupOf(requested, (from) => from.parseFiles((path) => texts.get(path) ?? '', where));
  },
});

const outputQuery = (
  command: Argv,
  requested: readonly Requested<InOutput<CounterSource>>[],
): CounterQuery => ({
  argv: command,
  counters: requested.map(({ counter }) => counter),
  parse: (stdout, where) => lookupOf(requested, (from) => from.parse(stdout, where)),
});

/**
 * The fewest commands that read these counters of one machine: one `tail` for each network
 * namespace, then each command that other counters are read by.
 */
export const counterQueries = (counters: readonly CounterSource[]): readonly CounterQuery[] => {
  const inFiles: Requested<InFiles<CounterSource>>[] = [];
  const inOutput: Requested<InOutput<CounterSource>>[] = [];
  for (const counter of counters) {
    const { from } = counterKind(counter);
    if ('files' in from) inFiles.push({ counter, from });
    else inOutput.push({ counter, from });
  }
  const namespaceOf = ({ counter }: Requested<unknown>): string | undefined =>
    'namespace' in counter ? counter.namespace : undefined;
  return [
    ...[...groupBy(inFiles, namespaceOf)].map(([namespace, group]) => fileQuery(namespace, group)),
    ...[...groupBy(inOutput, ({ from }) => from.command)].map(([command, group]) =>
      outputQuery(command, group),
    ),
  ];
};
