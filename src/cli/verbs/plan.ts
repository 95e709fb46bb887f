import { Argument, Command } from '@commander-js/extra-typings';
import { checkFit } from '../../config/fit.js';
import { loadPlaybook, loadTestbed } from '../../config/load.js';
import { readable } from '../../host/command/quote.js';
import { planOf, type PlannedStep } from '../../session/plan/plan.js';
import { print, printJson, type Io } from '../io.js';
import { playbookFile, testbedFile } from '../shipped.js';

const stepText = ({ machine, kind, commands }: PlannedStep): string =>
  [
    `  ${machine}: ${kind}`,
    ...commands.flatMap(({ argv, stdin }) => [
      `    ${readable(argv, Infinity)}`,
      ...(stdin ?? '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => `      | ${line}`),
    ]),
  ].join('\n');

/** `vrbench plan`: the exact steps and commands of a run; asks no machine, changes nothing. */
export const planVerb = (io: Io) =>
  new Command('plan')
    .description('show the steps and commands of a run, changing nothing')
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
    .option('--json', 'print the plan as JSON')
    .action(async (path, options) => {
      const { file, folder } = await loadTestbed(options.testbed);
      const loaded = await loadPlaybook(path);
      checkFit(file, loaded);
      const plan = planOf(file, folder, loaded.playbook);
      if (options.json === true) {
        printJson(io, plan);
        return;
      }
      print(io, `${plan.playbook} on ${plan.testbed}`);
      print(io, 'once:');
      for (const step of plan.base) print(io, stepText(step));
      for (const { name, steps } of plan.dataPlanes) {
        print(io, `${name}:`);
        for (const step of steps) print(io, stepText(step));
      }
      const minutes = (plan.trialSeconds / 60).toFixed(1);
      print(io, `at most ${plan.trials} trials, ${minutes} minutes of traffic and pauses`);
    });
