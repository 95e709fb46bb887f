import { Command } from '@commander-js/extra-typings';
import { loadTestbed } from '../../config/load.js';
import { labDown, labUp } from '../../lab/lab.js';
import { labStatus } from '../../lab/status.js';
import { say, type Io } from '../io.js';
import { run } from './run.js';
import { ONE_MACHINE, THREE_MACHINES } from '../shipped.js';

/** `vrbench quickstart`: from nothing to a first measured comparison on emulated machines. */
export const quickstartVerb = (io: Io) =>
  new Command('quickstart')
    .description('install what is missing, boot the lab, measure, print the report, stop the lab')
    .option('--three-machines', 'boot three machines, as in the paper, instead of one')
    .option('-r, --results <folder>', 'where archives are kept', 'results')
    .option('-v, --verbose', 'log every command to standard error')
    .option('--full', 'print every table: long ones, and the conformance with RFC 2544')
    .option('--json', 'print the run as JSON in place of the report')
    .action(async ({ threeMachines, results, full = false, verbose = false, json = false }) => {
      const { signal } = io;
      const { testbed, playbook } = threeMachines === true ? THREE_MACHINES : ONE_MACHINE;
      const { file, folder } = await loadTestbed(testbed);
      const found = await labStatus(file.name);
      if (found.state === 'down') {
        const onProgress = (text: string) => {
          say(io, text);
        };
        await labUp(file, folder, { signal, onProgress });
      }
      try {
        await run(io, { testbed, playbook, results, keep: false, full, verbose, json });
      } finally {
        // A lab that was already up is left running.
        if (found.state === 'down') await labDown(file.name);
      }
    });
