import { Argument, Command, Option } from '@commander-js/extra-typings';
import { Interrupted } from '../../../model/failure.js';
import { openMetricsText } from '../../../report/export/metric.js';
import { runMetrics } from '../../../report/export/run-metrics.js';
import { csvHeader, csvTrial } from '../../../report/export/trials-csv.js';
import { namedRun } from '../../../results/listing/named-run.js';
import { readRun, scanTrials } from '../../../results/read-run.js';
import type { TrialRecord } from '../../../results/schema.js';
import { print, printJson, say, type Io } from '../../io.js';

/** Rows that are written before their reader is waited for. */
const ROWS = 256;

/** Reads the trials of a run; a truncated last line is omitted, with a message. */
const eachTrial = async (
  io: Io,
  folder: string,
  onTrial: (trial: TrialRecord) => void | Promise<void>,
): Promise<void> => {
  const torn = await scanTrials(folder, (trial) => {
    if (io.signal.aborted) throw new Interrupted(`exporting ${folder}`);
    return onTrial(trial);
  });
  if (torn) say(io, "the journal's last line is truncated, and omitted");
};

/** One row a trial, of which only a few are in memory at a time. */
const exportCsv = async (io: Io, folder: string): Promise<void> => {
  const run = await readRun(folder);
  io.out.write(csvHeader());
  let rows = 0;
  await eachTrial(io, folder, async (trial) => {
    io.out.write(csvTrial(trial, run));
    rows += 1;
    if (rows % ROWS === 0) await io.out.written();
  });
};

const metricsOf = async (io: Io, folder: string) => {
  const run = await readRun(folder);
  const tally = { valid: 0, invalid: 0 };
  await eachTrial(io, folder, ({ result }) => {
    tally[result.validity.state] += 1;
  });
  return runMetrics(run, tally);
};

/** `vrbench export`: an archived run for other programs. */
export const exportVerb = (io: Io) =>
  new Command('export')
    .description('print an archived run for other programs: its trials as CSV, or its figures')
    .addArgument(
      new Argument('<run>', 'a run: its folder, its name in the results, last, or last~1'),
    )
    .option('-r, --results <folder>', 'folder of the archives', 'results')
    .addOption(new Option('--csv', 'one row a trial: the default').conflicts('openmetrics'))
    .option('--openmetrics', 'its figures as OpenMetrics text, for Prometheus')
    .addOption(
      new Option('--json', 'its figures as JSON, named as in OpenMetrics').conflicts([
        ...['csv', 'openmetrics'],
      ]),
    )
    .action(async (named, { results, openmetrics, json }) => {
      const folder = await namedRun(named, results);
      if (json === true) printJson(io, await metricsOf(io, folder));
      else if (openmetrics === true) print(io, openMetricsText(await metricsOf(io, folder)));
      else await exportCsv(io, folder);
    });
