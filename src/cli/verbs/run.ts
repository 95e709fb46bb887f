import { Argument, Command, Option } from '@commander-js/extra-typings';
import type { Claims } from '../../claims/claims.js';
import { loadClaims, loadPlaybook } from '../../config/load.js';
import { readRun } from '../../results/read-run.js';
import { readRunSet } from '../../results/run-set.js';
import { printJson, printStyled, type Io } from '../io.js';
import { backendOf } from '../../session/backends/index.js';
import { simulationBackend } from '../../session/backends/simulation.js';
import {
  loudnessOf,
  progressTo,
  quietOption,
  verboseOption,
  type Loudness,
} from '../display/loudness.js';
import { suggestingPlaybooks } from '../fitting-playbooks.js';
import { followRun } from '../follow-run.js';
import { resumedBy, resumeRun, sayHowToResume } from '../resume.js';
import { runReport } from '../reports/run-report.js';
import { runSet } from '../run-set.js';
import { EXIT } from '../exit-code.js';
import { thresholdExit } from '../thresholds.js';
import { PAPER_CLAIMS, playbookFiles, testbedFile } from '../shipped.js';

/** How a run is shown and where it is kept. */
export interface RunVerbOptions {
  /** Absent if the run is simulated. */
  readonly testbed?: string | undefined;
  /** Absent if a run is resumed. */
  readonly playbook?: string | undefined;
  readonly simulate?: boolean | undefined;
  readonly results: string;
  readonly keep: boolean;
  /** Machines that another controller has locked are waited for. */
  readonly wait: boolean;
  /** In a set, a playbook that fails its preconditions is skipped. */
  readonly keepGoing: boolean;
  /** Data planes that cannot be set up on the DUT are skipped. */
  readonly skipUnavailable: boolean;
  /** The folder of a run to be resumed: its archive has its testbed and playbook. */
  readonly stopped?: string | undefined;
  /** Every table is printed. */
  readonly full: boolean;
  /** A file of claims that the run is to judge; default: those of the paper. */
  readonly claims?: string | undefined;
  readonly loudness: Loudness;
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

/**
 * Runs a playbook, archives it, and prints its report.
 * @param onArchived instead of printing
 * @returns the exit code: whether the thresholds of the playbook were met, if its report is printed
 */
export const run = async (
  io: Io,
  options: RunVerbOptions,
  onArchived?: (folder: string) => Promise<void>,
): Promise<number> => {
  const { testbed, results, loudness, keep, wait, skipUnavailable, stopped } = options;
  const claims =
    options.claims === undefined ? undefined : await loadClaims(options.claims, io.signal);
  const printed: string[] = [];
  const print = async (folder: string): Promise<void> => {
    printed.push(folder);
    await printRun(io, folder, options, claims);
  };
  const thresholdsAmong = async (): Promise<number> =>
    printed.length === 0 ? EXIT.done : thresholdExit(io, printed);
  const ending = {
    claims,
    onArchived: onArchived ?? print,
    // A set prints how to resume all of it.
    onStopped: onArchived === undefined ? sayHowToResume(io, options) : undefined,
  };
  if (stopped !== undefined) {
    await resumeRun(io, stopped, { ...options, ...ending });
    return thresholdsAmong();
  }
  if (options.playbook === undefined) throw new RangeError('a run that begins has a playbook');
  const playbook = await loadPlaybook(options.playbook, io.signal);
  const backend =
    testbed === undefined
      ? simulationBackend(playbook)
      : await suggestingPlaybooks(testbed, playbook, () =>
          backendOf(testbed, playbook, { keep, wait, skipUnavailable, count: false }, io.signal),
        );
  await followRun(io, { backend, results, loudness, ...ending });
  return thresholdsAmong();
};

/** Runs playbooks as a set. @returns the exit code */
const runAll = async (
  io: Io,
  playbooks: readonly string[],
  options: Omit<RunVerbOptions, 'playbook'>,
  resume: string | undefined,
): Promise<number> => {
  const { testbed, results, keepGoing, skipUnavailable, full, json } = options;
  const tell = progressTo(io, options.loudness);
  const claims = await loadClaims(options.claims ?? PAPER_CLAIMS, io.signal);
  const order = {
    ...{ playbooks, testbed, results, keepGoing, skipUnavailable },
    ...{ resume, claims, full, json, tell },
  };
  return runSet(io, order, async (playbook, folder, onArchived, stopped) => {
    await run(io, { ...options, playbook, results: folder, stopped }, onArchived);
  });
};

/** `vrbench run`: provision, measure, take down, archive. */
export const runVerb = (io: Io) =>
  new Command('run')
    .description('run a playbook, or several as one set: provision, measure, take down, archive')
    .addArgument(
      new Argument(
        '[playbook...]',
        'playbook files, folders of playbooks, or names of shipped playbooks',
      ),
    )
    .option('-t, --testbed <file>', 'testbed file, or the name of a shipped one', testbedFile)
    .addOption(
      new Option('--simulate', 'on simulated devices, without any machine').conflicts([
        'testbed',
        'keep',
        'wait',
      ]),
    )
    .option('-r, --results <folder>', 'folder of the archives', 'results')
    .option(
      '--resume <run>',
      "resume a stopped run or set: its folder, its name in --results, or 'last' for the newest stopped one there",
    )
    .option('--keep', 'leave the machines set up as at the end; vrbench teardown undoes that')
    .option('--wait', 'wait for machines that another run or teardown has locked')
    .option(
      '--skip-unavailable',
      'skip data planes that cannot be set up on the DUT, with the reason, and measure the rest',
    )
    .option('--keep-going', 'the same; in a set, also playbooks that fail their preconditions')
    .option('--claims <file>', "judge the claims of this file instead of the paper's")
    .addOption(verboseOption())
    .addOption(quietOption().conflicts('verbose'))
    .option('--full', 'print every table: long ones, and the conformance with RFC 2544')
    .option('--json', 'print the run as JSON instead of the report')
    .action(async (named, options, command) => {
      const { results, simulate, claims, resume } = options;
      const { keep = false, wait = false, keepGoing = false } = options;
      const { skipUnavailable = keepGoing, full = false, json = false } = options;
      const loudness = loudnessOf(options);
      const resumed = resume === undefined ? undefined : await resumedBy(resume, results);
      const set = resumed?.kind === 'set' ? await readRunSet(resumed.folder) : undefined;
      const testbed = options.testbed ?? set?.testbed ?? undefined;
      const needsTestbed = resumed === undefined || (set !== undefined && set.testbed !== null);
      if (testbed === undefined && simulate !== true && needsTestbed) {
        command.error(
          "error: required option '-t, --testbed <file>' or '--simulate' not specified",
        );
      }
      if (resumed === undefined && named.length === 0) {
        command.error("error: missing required argument 'playbook'");
      }
      if (set !== undefined && named.length > 0) {
        command.error(
          "error: a resumed set has its own playbooks: omit either '--resume' or the playbooks",
        );
      }
      const common = {
        ...{ testbed, results, keep, wait, keepGoing, skipUnavailable },
        ...{ full, claims, loudness, json },
      };
      const files = named.flatMap(playbookFiles);
      const [playbook] = files;
      if (resumed?.kind === 'run') {
        if (files.length > 1) {
          command.error("error: a run that goes on has one playbook: leave '--resume' or them out");
        }
        const stopped = resumed.folder;
        process.exitCode = await run(io, { ...common, simulate, playbook, stopped });
        return;
      }
      const isOne = named.length === 1 && files.length === 1;
      if (set === undefined && playbook !== undefined && isOne) {
        process.exitCode = await run(io, { ...common, playbook });
        return;
      }
      process.exitCode = await runAll(io, files, common, resumed?.folder);
    });
