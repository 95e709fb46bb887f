import { join } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { loadPlaybook, loadTestbed } from '../../config/load.js';
import { labDown, labUp } from '../../lab/lab.js';
import { labStatus } from '../../lab/status.js';
import { endedByBusyComputer, withProofOfPath } from '../../report/proof-of-path.js';
import { renderReport } from '../../report/terminal/report.js';
import { REPORT_FILE } from '../../results/archive.js';
import { readRun } from '../../results/read-run.js';
import { printJson, printStyled, say, type Io } from '../io.js';
import { keepPage } from '../reports/keep-report.js';
import {
  loudnessOf,
  progressTo,
  quietOption,
  verboseOption,
  type Loudness,
} from '../display/loudness.js';
import { renderingOf } from '../reports/rendering.js';
import { readReport } from '../reports/run-report.js';
import { ONE_MACHINE, THREE_MACHINES, type ShippedRun } from '../shipped.js';
import { printRun, run } from './run.js';

/** How the runs are shown, and the folder of their archives. */
interface QuickstartOptions {
  readonly results: string;
  readonly loudness: Loudness;
  readonly full: boolean;
  readonly json: boolean;
}

/** The archives of both runs. */
interface Archives {
  readonly figures: string;
  /** Undefined if the run did not start. */
  readonly path: string | undefined;
}

/** Does something while a lab is up. A lab that was up before is left running. */
const withLab = async (
  io: Io,
  testbed: string,
  onProgress: (text: string) => void,
  work: () => Promise<void>,
): Promise<void> => {
  const { file, folder } = await loadTestbed(testbed);
  const wasDown = (await labStatus(file.name)).state === 'down';
  if (wasDown) await labUp(file, folder, { signal: io.signal, onProgress });
  try {
    await work();
  } finally {
    if (wasDown) await labDown(file.name);
  }
};

/** One report of both runs: the figures of one, and what the other shows of the path. */
const printBoth = async (
  io: Io,
  { figures, path }: Archives,
  { testbed, playbook }: ShippedRun,
  options: QuickstartOptions,
): Promise<void> => {
  if (options.json) {
    const of = async (folder: string) => ({ folder, ...(await readRun(folder)) });
    printJson(io, { figures: await of(figures), path: path === undefined ? null : await of(path) });
    return;
  }
  if (path === undefined) {
    await printRun(io, figures, options);
    return;
  }
  const [own, proof] = await Promise.all([readReport(figures), readReport(path)]);
  const { dataPlanes } = (await loadPlaybook(playbook)).playbook;
  const name = `pktgen on ${(await loadTestbed(testbed)).file.name}`;
  const report = withProofOfPath(own.report, proof.report, { name, dataPlanes, ...proof });
  // One page for both, replacing the page of figures only.
  await keepPage(io, figures, () => report);
  printStyled(io, renderReport(report, renderingOf(io, options.full)));
  say(io, `page: ${join(figures, REPORT_FILE)}`);
};

/** How a run ended. */
interface Ended {
  /** Undefined if it did not start. */
  readonly archive: string | undefined;
  /** Why it did not come to its end. */
  readonly error?: unknown;
}

/** Executes a run without printing. */
const measure = async (io: Io, shipped: ShippedRun, options: QuickstartOptions): Promise<Ended> => {
  let archive: string | undefined;
  const keeping = (folder: string): Promise<void> => {
    archive = folder;
    return Promise.resolve();
  };
  try {
    const plain = { keep: false, wait: false, keepGoing: false, skipUnavailable: false };
    await run(io, { ...shipped, ...options, ...plain }, keeping);
    return { archive };
  } catch (error) {
    return { archive, error };
  }
};

/** The run for the figures. Prints its report only if it does not complete. @returns its archive */
const measureFigures = async (io: Io, shipped: ShippedRun, options: QuickstartOptions) => {
  const { archive, error } = await measure(io, shipped, options);
  if (error === undefined && archive !== undefined) return archive;
  if (archive !== undefined) await printRun(io, archive, options);
  throw error;
};

/** Whether the path's run failed. A computer too busy for it is no failure: the figures do not depend on it. */
const hasFailed = async (io: Io, { archive, error }: Ended): Promise<boolean> => {
  if (error === undefined) return false;
  if (archive === undefined || io.signal.aborted) return true;
  return !endedByBusyComputer(await readReport(archive));
};

/** `vrbench quickstart`: from nothing to a first measured comparison on emulated machines. */
export const quickstartVerb = (io: Io) =>
  new Command('quickstart')
    .description('install missing packages, measure on emulated machines, print the report')
    .option('--three-machines', 'boot three machines, as in the paper, instead of one')
    .option('-r, --results <folder>', 'folder of the archives', 'results')
    .addOption(verboseOption())
    .addOption(quietOption().conflicts('verbose'))
    .option('--full', 'print every table: long ones, and the conformance with RFC 2544')
    .option('--json', 'print both runs as JSON in place of the report')
    .action(async ({ threeMachines, results, full = false, json = false, ...loud }) => {
      const loudness = loudnessOf(loud);
      const tell = progressTo(io, loudness);
      const options = { results, full, loudness, json };
      const demonstration = threeMachines === true ? THREE_MACHINES : ONE_MACHINE;
      tell('1 of 2: figures in instruction time, which do not depend on how busy this computer is');
      const figures = await measureFigures(io, demonstration.figures, options);
      tell('2 of 2: the whole path, with pktgen on an emulated lab');
      const { path } = demonstration;
      let ended: Ended = { archive: undefined };
      try {
        await withLab(io, path.testbed, tell, async () => {
          ended = await measure(io, path, options);
          if (await hasFailed(io, ended)) throw ended.error;
        });
      } finally {
        await printBoth(io, { figures, path: ended.archive }, path, options);
      }
    });
