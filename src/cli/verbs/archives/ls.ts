import { basename } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { orInterrupted } from '../../../model/concurrency/or-interrupted.js';
import { environmentName } from '../../../report/label.js';
import { runHeadline } from '../../../report/run-headline.js';
import { plainText } from '../../../report/terminal/units.js';
import { listRuns, type ResultsEntry, type RunEntry } from '../../../results/listing/list-runs.js';
import type { ListedRun } from '../../../results/listing/listed-run.js';
import { RUN_STATES } from '../../../results/schema.js';
import { print, printJson, type Io } from '../../io.js';
import { filteredRuns, momentOf } from '../../run-filter.js';

const headlineOf = ({ results }: ListedRun): string | undefined => {
  const headline = runHeadline(results);
  return headline === undefined ? undefined : plainText(headline);
};

/** An entry for JSON. */
const asJson = (entry: ResultsEntry): unknown => {
  if (entry.kind === 'unreadable') return entry;
  const { kind, folder } = entry;
  if (kind === 'set') {
    return { kind, folder, ...entry.set, runs: entry.runs.map(asJson) };
  }
  const { runId, started, ended, state, testbed, playbook, environment } = entry.run;
  const headline = headlineOf(entry.run) ?? null;
  return {
    ...{ kind, folder, runId, started, ended, ...state, testbed, playbook, environment },
    ...{ label: environmentName(environment), headline },
  };
};

/** `2026-11-28 02:27`, in UTC. */
const timeText = (moment: string): string => moment.slice(0, 16).replace('T', ' ');

/** The state, testbed and label are as wide as the widest in the list. */
type Row = readonly [state: string, testbed: string, label: string];

const rowOf = ({ state, testbed, environment }: ListedRun): Row => [
  state.state,
  testbed,
  environmentName(environment),
];

const widthsOf = (entries: readonly ResultsEntry[]): readonly number[] => {
  const rows = entries
    .flatMap((entry) => (entry.kind === 'set' ? entry.runs : [entry]))
    .flatMap((entry) => (entry.kind === 'run' ? [rowOf(entry.run)] : []));
  return [0, 1, 2].map((index) =>
    rows.reduce((most, row) => Math.max(most, row[index]?.length ?? 0), 0),
  );
};

const printRun = (io: Io, entry: RunEntry, widths: readonly number[], indent: string): void => {
  if (entry.kind === 'unreadable') {
    print(
      io,
      `${indent}unreadable: ${entry.folder}: ${entry.reason.replaceAll(/\s*\n\s*/g, '; ')}`,
    );
    return;
  }
  const cells = rowOf(entry.run).map((text, index) => text.padEnd(widths[index] ?? 0));
  print(io, [`${indent}${timeText(entry.run.started)}`, ...cells, entry.folder].join('  '));
  const headline = headlineOf(entry.run);
  if (headline !== undefined) print(io, `${indent}    ${headline}`);
};

/** A set, with the state of playbooks that have no archive. */
const printEntry = (io: Io, entry: ResultsEntry, widths: readonly number[]): void => {
  if (entry.kind !== 'set') {
    printRun(io, entry, widths, '');
    return;
  }
  const { folder, set, runs } = entry;
  const complete = set.playbooks.filter(({ state }) => state === 'complete').length;
  const count = `${complete} of ${set.playbooks.length} playbooks complete`;
  print(io, `${timeText(set.started)}  set  ${folder}: ${count}`);
  for (const each of runs) printRun(io, each, widths, '  ');
  for (const { playbook, state, run, message } of set.playbooks) {
    if (run !== undefined) continue;
    const why = message === undefined ? '' : `: ${message.split('\n', 1).join('')}`;
    print(io, `  ${state}: ${basename(playbook, '.yaml')}${why}`);
  }
};

/** `vrbench ls`: the runs in a folder, the newest last. */
export const lsVerb = (io: Io) =>
  new Command('ls')
    .description('list archived runs and run sets with their headlines, newest last')
    .option('-r, --results <folder>', 'folder of the archives', 'results')
    .option('-t, --testbed <name>', 'only runs on the testbed of this name')
    .option('-p, --playbook <name>', 'only runs of the playbook of this name')
    .addOption(new Option('-s, --state <state>', 'only runs in this state').choices(RUN_STATES))
    .option('--since <time>', 'only runs since then: 2026-11-20, 36h, 7d, 2w', (text) =>
      momentOf(text),
    )
    .option('--json', 'print the list as JSON')
    .action(async ({ results, json, ...filter }) => {
      const entries = filteredRuns(
        await orInterrupted(io.signal, `listing the runs in ${results}`, listRuns(results)),
        filter,
      );
      if (json === true) {
        printJson(io, entries.map(asJson));
        return;
      }
      if (entries.length === 0) print(io, `no runs in ${results}`);
      const widths = widthsOf(entries);
      for (const entry of entries) printEntry(io, entry, widths);
    });
