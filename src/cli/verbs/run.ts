import { Argument, Command, Option } from '@commander-js/extra-typings';
import type { Claims } from '../../claims/claims.js';
import { loadClaims, loadPlaybook } from '../../config/load.js';
import { readRun } from '../../results/read-run.js';
import { printJson, printStyled, type Io } from '../io.js';
import { backendOf } from '../../session/backends/index.js';
import { simulationBackend } from '../../session/backends/simulation.js';
import { followRun } from '../follow-run.js';
import { runReport } from '../run-report.js';
import { playbookFile, testbedFile } from '../shipped.js';

/** How a run is shown and where it is kept. */
export interface RunVerbOptions {
  /** Absent where the run is simulated. */
  readonly testbed?: string | undefined;
  readonly playbook: string;
  readonly results: string;
  readonly keep: boolean;
  /** Machines that another controller has locked are waited for. */
  readonly wait: boolean;
  /** What fails its preconditions is left out. */
  readonly keepGoing: boolean;
  /** Every table is printed. */
  readonly full: boolean;
  /** A file of claims that the run is to judge; default: those of the paper. */
  readonly claims?: string | undefined;
  readonly verbose: boolean;
  readonly json: boolean;
}

/** Prints an archived run. */
export const printRun = async (
  io: Io,
  folder: string,
  { json, full }: Pick<RunVerbOptions, 'json' | 'full'>,
  claims?: Claims,
): Promise<void> => {
  if (json) printJson(io, { folder, ...(await readRun(folder)) });
  else printStyled(io, await runReport(io, folder, { full, claims }));
};

/** Runs a playbook, archives it, and prints its report. @param onArchived instead of printing */
export const run = async (
  io: Io,
  options: RunVerbOptions,
  onArchived?: (folder: string) => Promise<void>,
): Promise<void> => {
  const { testbed, results, verbose, keep, wait, keepGoing } = options;
  const claims =
    options.claims === undefined ? undefined : await loadClaims(options.claims, io.signal);
  const playbook = await loadPlaybook(options.playbook, io.signal);
  const backend =
    testbed === undefined
      ? simulationBackend(playbook)
      : await backendOf(testbed, playbook, { keep, wait, keepGoing, count: false }, io.signal);
  const print = (folder: string) => printRun(io, folder, options, claims);
  await followRun(io, { backend, results, verbose, onArchived: onArchived ?? print });
};

/** `vrbench run`: provision, measure, take down, archive. */
export const runVerb = (io: Io) =>
  new Command('run')
    .description('run a playbook: provision, measure, take down, archive')
    .addArgument(
      new Argument('<playbook>', 'playbook file, or the name of a shipped one').argParser(
        playbookFile,
      ),
    )
    .option('-t, --testbed <file>', 'testbed file, or the name of a shipped one', testbedFile)
    .addOption(
      new Option('--simulate', 'on simulated devices: no machine takes part').conflicts([
        'testbed',
        'keep',
        'wait',
      ]),
    )
    .option('-r, --results <folder>', 'where archives are kept', 'results')
    .option('--keep', 'leave the machines set up as at the end; vrbench teardown undoes that')
    .option('--wait', 'wait for machines that another run or teardown has locked')
    .option('--keep-going', 'leave out what fails its preconditions, and measure the rest')
    .option('--claims <file>', "judge the claims of this file in place of the paper's")
    .option('-v, --verbose', 'log every command to standard error')
    .option('--full', 'print every table: long ones, and the conformance with RFC 2544')
    .option('--json', 'print the run as JSON in place of the report')
    .action(async (playbook, options, command) => {
      const { testbed, results, simulate, claims } = options;
      const { keep = false, wait = false, keepGoing = false } = options;
      const { full = false, verbose = false, json = false } = options;
      if (testbed === undefined && simulate !== true) {
        command.error(
          "error: required option '-t, --testbed <file>' or '--simulate' not specified",
        );
      }
      await run(io, {
        testbed,
        playbook,
        results,
        keep,
        wait,
        keepGoing,
        full,
        claims,
        verbose,
        json,
      });
    });
