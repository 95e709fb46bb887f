import { Argument, Command } from '@commander-js/extra-typings';
import { InvalidFile, loadAny } from '../../config/load.js';
import { EXIT } from '../exit-code.js';
import { print, printJson, say, type Io } from '../io.js';
import { namedFiles } from '../shipped.js';

interface FileReport {
  readonly file: string;
  readonly kind: 'testbed' | 'playbook' | 'unknown';
  readonly problems: readonly string[];
}

const reportOf = async (file: string, signal: AbortSignal): Promise<FileReport> => {
  try {
    return { file, kind: (await loadAny(file, signal)).kind, problems: [] };
  } catch (error) {
    if (!(error instanceof InvalidFile)) throw error;
    return { file, kind: 'unknown', problems: error.problems };
  }
};

/** Of a path, or of the shipped files of that name. */
const reportsOf = (named: string, signal: AbortSignal): Promise<FileReport>[] => {
  try {
    return namedFiles(named).map((file) => reportOf(file, signal));
  } catch (error) {
    if (!(error instanceof InvalidFile)) throw error;
    return [Promise.resolve({ file: named, kind: 'unknown', problems: error.problems })];
  }
};

/** `vrbench validate`: every problem of every file, each with its line and column. */
export const validateVerb = (io: Io) =>
  new Command('validate')
    .description('check testbeds and playbooks')
    .addArgument(new Argument('<file...>', 'YAML files, or names of shipped ones'))
    .option('--json', 'print the results as JSON')
    .action(async (files, options) => {
      const reports = await Promise.all(files.flatMap((named) => reportsOf(named, io.signal)));
      if (options.json === true) printJson(io, reports);
      for (const { file, kind, problems } of reports) {
        if (options.json !== true && problems.length === 0) print(io, `${file}: valid ${kind}`);
        for (const problem of problems) say(io, problem);
      }
      if (reports.some(({ problems }) => problems.length > 0)) process.exitCode = EXIT.invalidFile;
    });
