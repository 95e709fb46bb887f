import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, Command, Option } from '@commander-js/extra-typings';
import { loadClaims } from '../../../config/load.js';
import { orInterrupted } from '../../../model/concurrency/or-interrupted.js';
import { Failure, reasonOf } from '../../../model/failure.js';
import type { Report } from '../../../model/section/section.js';
import { figuresOf } from '../../../report/chart/figures.js';
import { csvOf } from '../../../report/csv/report.js';
import { markdownOf } from '../../../report/markdown/report.js';
import { pageOf } from '../../../report/page/page.js';
import { renderReport } from '../../../report/terminal/report.js';
import { namedRunOrSet } from '../../../results/listing/named-run.js';
import type { SalvagedRun } from '../../../results/salvage/salvage-run.js';
import { trialSummary } from '../../../results/summaries/trial-summary.js';
import { EXIT } from '../../exit-code.js';
import { print, printJson, printRecords, printStyled, say, type Io } from '../../io.js';
import { readReports } from '../../reports/read-reports.js';
import { renderingOf } from '../../reports/rendering.js';
import { PAPER_CLAIMS } from '../../shipped.js';
import { exitByThresholds, type ThresholdRun } from '../../thresholds.js';

/** Writes a file that a user named. @throws Failure */
const write = async (io: Io, file: string, text: string): Promise<void> => {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new Failure({ attempted: `writing ${file}`, got: String(cause), cause });
  }
  say(io, `written: ${file}`);
};

/** Writes the figures of a report into a folder, which is created if missing. @throws Failure */
const writeFigures = async (io: Io, folder: string, report: Report): Promise<void> => {
  const figures = figuresOf(report);
  if (figures.length === 0) {
    say(io, 'the report has no figure');
    return;
  }
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new Failure({ attempted: `making the folder ${folder}`, got: String(cause), cause });
  }
  for (const { file, svg } of figures) await write(io, join(folder, file), svg);
};

/** The forms of a report on standard output other than that for a terminal, by their options. */
interface Forms {
  readonly csv?: true;
  readonly markdown?: true;
  readonly json?: true;
}

/** Prints a report in the form that is asked for. @returns whether one is */
const printForm = (io: Io, report: Report, { csv, markdown, json }: Forms): boolean => {
  if (csv) printRecords(io, csvOf(report));
  if (markdown) print(io, markdownOf(report));
  if (json) printJson(io, report);
  return [csv, markdown, json].includes(true);
};

/** A run whose run.json could be read, as thresholds judge it. */
const asJudged = ({ run, trials }: SalvagedRun): readonly ThresholdRun[] =>
  run === undefined ? [] : [{ run, trials: () => trials.map(trialSummary) }];

/** `vrbench report`: archived runs, in every form that a report has. */
export const reportVerb = (io: Io) =>
  new Command('report')
    .description('show archived runs: on the terminal, as a page, as figures, or as tables')
    .addArgument(
      new Argument(
        '<run...>',
        'runs or sets of runs: folders, names in the results, last, or last~1',
      ),
    )
    .option('-r, --results <folder>', 'folder of the archives', 'results')
    .option('--html <file>', 'write a page that needs no network, with all figures')
    .option('--svg <folder>', 'write every figure as SVG, for a paper')
    .addOption(
      new Option(
        '--csv',
        'print all tables and figures as one table of CSV, in base units',
      ).conflicts(['markdown', 'json']),
    )
    .addOption(
      new Option('--markdown', "print the report as GitHub's Markdown").conflicts(['csv', 'json']),
    )
    .option('--json', 'print the report as JSON, in base units')
    .option('--full', 'print every table: long ones, and the conformance with RFC 2544')
    .option('--claims <file>', "judge the claims of this file instead of the paper's")
    .action(async (named, options) => {
      const { results, html, svg, full = false, claims: file = PAPER_CLAIMS, ...form } = options;
      const folders: string[] = [];
      for (const each of named) folders.push(await namedRunOrSet(each, results));
      const claims = await loadClaims(file, io.signal);
      const { report, runs, faults } = await orInterrupted(
        io.signal,
        'reading the archives',
        readReports(folders, claims),
      );
      for (const fault of faults) say(io, `vrbench: ${reasonOf(fault)}`);
      if (html !== undefined) await write(io, html, pageOf(report));
      if (svg !== undefined) await writeFigures(io, svg, report);
      const isWritten = html !== undefined || svg !== undefined;
      if (!printForm(io, report, form) && !isWritten) {
        printStyled(io, renderReport(report, renderingOf(io, full)));
      }
      const thresholds = exitByThresholds(io, runs.flatMap(asJudged));
      // The readable part has been shown; the exit code says that it was not all.
      process.exitCode = faults.length > 0 ? EXIT.invalidFile : thresholds;
    });
