import { Argument, Command } from '@commander-js/extra-typings';
import { InvalidFile, loadAny } from '../../config/load.js';
import { problemRecord } from '../errors/error-record.js';
import { EXIT } from '../exit-code.js';
import { print, printJson, say, type Io } from '../io.js';
import { namedFiles } from '../shipped.js';

interface FileReport {
  readonly file: string;
  readonly kind: 'testbed' | 'playbook' | 'unknown';
  /** What is wrong with it, if anything is. */
  readonly invalid?: InvalidFile | undefined;
}

const invalidOf = (file: string, error: unknown): FileReport => {
  if (!(error instanceof InvalidFile)) throw error;
  return { file, kind: 'unknown', invalid: error };
};

const reportOf = async (file: string, signal: AbortSignal): Promise<FileReport> => {
  try {
    return { file, kind: (await loadAny(file, signal)).kind };
  } catch (error) {
    return invalidOf(file, error);
  }
};

/** Of a path, or of the shipped files of that name. */
const reportsOf = (named: string, signal: AbortSignal): Promise<FileReport>[] => {
  try {
    return namedFiles(named).map((file) => reportOf(file, signal));
  } catch (error) {
    return [Promise.resolve(invalidOf(named, error))];
  }
};

const asJson = ({ file, kind, invalid }: FileReport) => ({
  ...{ file, kind },
  problems: (invalid?.facts.problems ?? []).map(problemRecord),
});

/** All files that are invalid, as one error. */
const invalidIn = (reports: readonly FileReport[]): InvalidFile | undefined => {
  const wrong = reports.filter(({ invalid }) => invalid !== undefined);
  const problems = wrong.flatMap(({ invalid }) => invalid?.facts.problems ?? []);
  if (problems.length === 0) return undefined;
  return new InvalidFile(wrong.map(({ file }) => file).join(', '), problems);
};

const printText = (io: Io, { file, kind, invalid }: FileReport): void => {
  if (invalid === undefined) print(io, `${file}: valid ${kind}`);
  for (const problem of invalid?.problems ?? []) say(io, problem);
};

/** `vrbench validate`: every problem of every file, each with its line and column. */
export const validateVerb = (io: Io) =>
  new Command('validate')
    .description('check testbeds and playbooks')
    .addArgument(new Argument('<file...>', 'YAML files, or names of shipped ones'))
    .option('--json', 'print the results as JSON')
    .action(async (files, options) => {
      const reports = await Promise.all(files.flatMap((named) => reportsOf(named, io.signal)));
      const invalid = invalidIn(reports);
      if (options.json === true) {
        printJson(io, reports.map(asJson));
        if (invalid !== undefined) throw invalid;
        return;
      }
      for (const report of reports) printText(io, report);
      if (invalid !== undefined) process.exitCode = EXIT.invalidFile;
    });
