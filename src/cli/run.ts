import { Argument, Command } from '@commander-js/extra-typings';
import { checkFit } from '../config/fit.js';
import { loadPlaybook } from '../config/load.js';
import { readRun } from '../results/read-run.js';
import { archiveRun } from '../session/archive-run.js';
import { runPlaybook } from '../session/run.js';
import { displayFor } from './display.js';
import { print, printJson, type Io } from './io.js';
import { openLog } from './log.js';
import { runTable } from './table.js';
import { openTestbed } from './testbed.js';
import { commit, version } from './version.js';

/** How a run is shown and where it is kept. */
export interface RunOptions {
  readonly testbed: string;
  readonly playbook: string;
  readonly results: string;
  readonly keep: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
}

/** Runs a playbook, archives it, and prints its table. @returns the archive's folder */
export const run = async (io: Io, options: RunOptions): Promise<string> => {
  const opened = await openTestbed(options.testbed);
  const loaded = await loadPlaybook(options.playbook);
  checkFit(opened.file, loaded);
  const { testbed } = opened;
  const { playbook } = loaded;
  await using archived = await archiveRun({
    root: options.results,
    testbed,
    playbook,
    inputs: { testbed: opened.text, playbook: loaded.text },
    vrbench: { version: version(), commit: await commit() },
  });
  const { runId, folder, logFile, record } = archived;
  const log = openLog(options.verbose, logFile);
  const display = displayFor(io);
  try {
    await runPlaybook({
      testbed,
      playbook,
      runId,
      signal: io.signal,
      emit: async (event) => {
        log.info({ event: event.type });
        await record(event);
        display.show(event);
      },
      announce: (text) => {
        log.info(text);
        display.announce(text);
      },
      log,
      keep: options.keep,
    });
  } finally {
    display.stop();
    if (options.json) printJson(io, { folder, ...(await readRun(folder)) });
    else print(io, await runTable(io, folder));
  }
  return folder;
};

/** `vrbench run`: provision, measure, take down, archive. */
export const runVerb = (io: Io) =>
  new Command('run')
    .description('run a playbook: provision, measure, take down, archive')
    .addArgument(new Argument('<playbook>', 'what is to be measured'))
    .requiredOption('-t, --testbed <file>', 'where')
    .option('-r, --results <folder>', 'where archives are kept', 'results')
    .option('--keep', 'leave the machines set up as at the end; vrbench teardown undoes that')
    .option('-v, --verbose', 'log every command to standard error')
    .option('--json', 'print the run as JSON in place of the table')
    .action(async (playbook, { keep = false, verbose = false, json = false, ...options }) => {
      await run(io, { ...options, playbook, keep, verbose, json });
    });
