import { Argument, Command } from '@commander-js/extra-typings';
import { checkFit } from '../../config/fit.js';
import { loadPlaybook, loadTestbed } from '../../config/load.js';
import { planOf } from '../../session/plan/plan.js';
import { trialPlanOf } from '../../session/plan/trial-plan.js';
import { planLines } from '../display/plan-text.js';
import { print, printJson, type Io } from '../io.js';
import { playbookFile, testbedFile } from '../shipped.js';

/** `vrbench plan`: what a run changes, or its exact commands; asks no machine, changes nothing. */
export const planVerb = (io: Io) =>
  new Command('plan')
    .description('show what a run changes and how long it takes, changing nothing')
    .addArgument(
      new Argument('<playbook>', 'playbook file, or the name of a shipped one').argParser(
        playbookFile,
      ),
    )
    .requiredOption(
      '-t, --testbed <file>',
      'testbed file, or the name of a shipped one',
      testbedFile,
    )
    .option('--commands', 'show every command')
    .option('--json', 'print the plan as JSON, with every command')
    .action(async (path, options) => {
      const { file, folder } = await loadTestbed(options.testbed, io.signal);
      const { playbook } = checkFit(file, await loadPlaybook(path, io.signal));
      const plan = planOf(file, folder, playbook);
      const { linkSpeed, calibration } = file;
      const trials = await trialPlanOf({ playbook, linkSpeed, calibration }, io.signal);
      if (options.json === true) {
        printJson(io, { ...plan, ...trials });
        return;
      }
      const everyCommand = options.commands === true;
      for (const line of planLines(plan, trials, everyCommand)) print(io, line);
    });
