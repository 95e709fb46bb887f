import { Command } from '@commander-js/extra-typings';
import { loadPlaybook, loadTestbed } from '../../config/load.js';
import { labDown, labUp } from '../../lab/lab.js';
import { labStatus } from '../../lab/status.js';
import { endedByBusyComputer, withProofOfPath } from '../../report/proof-of-path.js';
import { renderReport } from '../../report/terminal/report.js';
import { readRun } from '../../results/read-run.js';
import { print, printJson, say, type Io } from '../io.js';
import { readReport, renderingOf } from '../run-report.js';
import { ONE_MACHINE, THREE_MACHINES, type ShippedRun } from '../shipped.js';
import { printRun, run } from './run.js';

/** How the runs are shown and where they are kept. */
interface QuickstartOptions {
  readonly results: string;
  readonly verbose: boolean;
  readonly full: boolean;
  readonly json: boolean;
}

/** The archives of both runs. */
interface Archives {
  readonly figures: string;
  /** Undefined where the run did not begin. */
  readonly path: string | undefined;
}

/** Does something with a lab up. A lab that was up before is left running. */
const withLab = async (io: Io, testbed: string, work: () => Promise<void>): Promise<void> => {
  const { file, folder } = await loadTestbed(testbed);
  const wasDown = (await labStatus(file.name)).state === 'down';
  const onProgress = (text: string) => {
    say(io, text);
  };
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
  print(io, renderReport(report, renderingOf(io, options.full)));
};

/** The path's run. A computer too busy for it is no failure: the figures do not depend on it. */
const runPath = async (
  io: Io,
  shipped: ShippedRun,
  options: QuickstartOptions,
  onArchived: (folder: string) => void,
): Promise<void> => {
  let archive = '';
  const keeping = (folder: string): Promise<void> => {
    archive = folder;
    onArchived(folder);
    return Promise.resolve();
  };
  try {
    await run(io, { ...shipped, ...options, keep: false }, keeping);
  } catch (error) {
    if (archive === '' || io.signal.aborted) throw error;
    if (!endedByBusyComputer(await readReport(archive))) throw error;
  }
};

/** The figures' run. Prints its report only where it does not come to its end. @returns its archive */
const runFigures = async (io: Io, shipped: ShippedRun, options: QuickstartOptions) => {
  let archive = '';
  const keeping = (folder: string): Promise<void> => {
    archive = folder;
    return Promise.resolve();
  };
  try {
    await run(io, { ...shipped, ...options, keep: false }, keeping);
  } catch (error) {
    if (archive !== '') await printRun(io, archive, options);
    throw error;
  }
  return archive;
};

/** `vrbench quickstart`: from nothing to a first measured comparison on emulated machines. */
export const quickstartVerb = (io: Io) =>
  new Command('quickstart')
    .description('install what is missing, measure on emulated machines, print the report')
    .option('--three-machines', 'boot three machines, as in the paper, instead of one')
    .option('-r, --results <folder>', 'where archives are kept', 'results')
    .option('-v, --verbose', 'log every command to standard error')
    .option('--full', 'print every table: long ones, and the conformance with RFC 2544')
    .option('--json', 'print both runs as JSON in place of the report')
    .action(async ({ threeMachines, results, full = false, verbose = false, json = false }) => {
      const options = { results, full, verbose, json };
      const demonstration = threeMachines === true ? THREE_MACHINES : ONE_MACHINE;
      say(io, '1 of 2: figures that are the same on any computer, in instruction time');
      const figures = await runFigures(io, demonstration.figures, options);
      say(io, '2 of 2: the whole path, with pktgen on an emulated lab');
      const { path } = demonstration;
      let archive: string | undefined;
      try {
        await withLab(io, path.testbed, () =>
          runPath(io, path, options, (folder) => {
            archive = folder;
          }),
        );
      } finally {
        await printBoth(io, { figures, path: archive }, path, options);
      }
    });
