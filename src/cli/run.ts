import type { Logger } from 'pino';
import { Argument, Command, Option } from '@commander-js/extra-typings';
import { checkFit } from '../config/fit.js';
import { loadPlaybook, type LoadedPlaybook } from '../config/load.js';
import { readRun } from '../results/read-run.js';
import { archiveRun, type Beginning } from '../session/archive-run.js';
import type { Measuring } from '../session/measuring.js';
import { runPlaybook } from '../session/run.js';
import { SIMULATED_TESTBED, simulatePlaybook, simulationText } from '../session/simulation.js';
import { displayFor } from './display.js';
import { print, printJson, type Io } from './io.js';
import { openLog } from './log.js';
import { runTable } from './table.js';
import { openTestbed } from './testbed.js';
import { commit, version } from './version.js';

/** How a run is shown and where it is kept. */
export interface RunOptions {
  /** Absent where the run is simulated. */
  readonly testbed?: string | undefined;
  readonly playbook: string;
  readonly results: string;
  readonly keep: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
}

/** Where trials take place. */
interface Place {
  readonly testbed: Beginning['testbed'];
  /** The testbed file, or what stands for it. */
  readonly text: string;
  readonly measure: (order: Measuring & { readonly log: Logger }) => Promise<void>;
}

const simulation: Place = {
  testbed: SIMULATED_TESTBED,
  text: simulationText(),
  measure: simulatePlaybook,
};

const machines = async (path: string, loaded: LoadedPlaybook, keep: boolean): Promise<Place> => {
  const { file, text, testbed } = await openTestbed(path);
  checkFit(file, loaded);
  return { testbed, text, measure: (order) => runPlaybook({ ...order, testbed, keep }) };
};

/** Runs a playbook, archives it, and prints its table. @returns the archive's folder */
export const run = async (io: Io, options: RunOptions): Promise<string> => {
  const loaded = await loadPlaybook(options.playbook);
  const { playbook } = loaded;
  const { testbed, text, measure } =
    options.testbed === undefined
      ? simulation
      : await machines(options.testbed, loaded, options.keep);
  await using archived = await archiveRun({
    root: options.results,
    testbed,
    playbook,
    inputs: { testbed: text, playbook: loaded.text },
    vrbench: { version: version(), commit: await commit() },
  });
  const { runId, folder, logFile, record } = archived;
  const log = openLog(options.verbose, logFile);
  const display = displayFor(io);
  try {
    await measure({
      playbook,
      runId,
      signal: io.signal,
      emit: async (event) => {
        log.info({ event: event.type });
        await record(event);
        display.show(event);
      },
      announce: (message) => {
        log.info(message);
        display.announce(message);
      },
      log,
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
    .option('-t, --testbed <file>', 'where')
    .addOption(
      new Option('--simulate', 'on simulated devices: no machine takes part').conflicts([
        'testbed',
        'keep',
      ]),
    )
    .option('-r, --results <folder>', 'where archives are kept', 'results')
    .option('--keep', 'leave the machines set up as at the end; vrbench teardown undoes that')
    .option('-v, --verbose', 'log every command to standard error')
    .option('--json', 'print the run as JSON in place of the table')
    .action(async (playbook, options, command) => {
      const { testbed, results, simulate, keep = false, verbose = false, json = false } = options;
      if (testbed === undefined && simulate !== true) {
        command.error(
          "error: required option '-t, --testbed <file>' or '--simulate' not specified",
        );
      }
      await run(io, { testbed, playbook, results, keep, verbose, json });
    });
